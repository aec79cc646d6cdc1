# The shape of a model (docs/FORMAT.md section 4), the variants that experiments may try, and the settings of a run with
# the C# trainer's names and defaults. Plain data with checks; does not know torch.

import dataclasses
from dataclasses import dataclass

from .errors import ScaleoutError

VOCABULARY = 128
SYMBOLS = 96
LONGEST_PROMPT = 80

PRESETS = {
    "tiny": dict(layer_count=2, head_count=2, embedding_size=64, block_size=512, prompt_buckets=512, neighbours=8),
    "small": dict(layer_count=6, head_count=6, embedding_size=192, block_size=1024, neighbours=8),
    "medium": dict(layer_count=8, head_count=8, embedding_size=256, block_size=1024, neighbours=8),
    "large": dict(layer_count=10, head_count=10, embedding_size=320, block_size=1024, neighbours=8),
}


@dataclass(frozen=True)
class ModelConfig:
    """The shape of a model."""

    layer_count: int
    head_count: int
    embedding_size: int
    block_size: int
    max_width: int = 80
    max_height: int = 40
    prompt_buckets: int = 4096
    rotary_base: float = 100.0
    norm_epsilon: float = 1e-5
    neighbours: int = 3  # 8 in the presets; models from before there was a choice have 3
    preset: str = "custom"

    @property
    def head_size(self):
        return self.embedding_size // self.head_count

    @property
    def mlp_size(self):
        return 4 * self.embedding_size

    @staticmethod
    def from_preset(name, **overrides):
        """A preset by name, fields replaced by those given that are not None."""
        if name not in PRESETS:
            raise ScaleoutError(f"there is no preset '{name}'; use one of {', '.join(PRESETS)}")
        fields = {**PRESETS[name], **{key: value for key, value in overrides.items() if value is not None}}
        return ModelConfig(preset=name, **fields).checked()

    def checked(self):
        """Itself, when all fields fit together."""
        def require(holds, field, expected):
            if not holds:
                raise ScaleoutError(f"{field} is {getattr(self, field)}, expected {expected}")
        require(1 <= self.layer_count <= 256, "layer_count", "1..256")
        require(16 <= self.embedding_size <= 8192 and self.embedding_size % 16 == 0, "embedding_size", "16..8192 and a multiple of 16")
        require(self.head_count >= 1 and self.embedding_size % self.head_count == 0, "head_count", "a divisor of the embedding size")
        require(self.head_size % 16 == 0, "head_count", "such that a head has a multiple of 16 dimensions")
        require(16 <= self.block_size <= 65536, "block_size", "16..65536")
        require(1 <= self.max_width <= 1024, "max_width", "1..1024")
        require(1 <= self.max_height <= 1024, "max_height", "1..1024")
        require(1 <= self.prompt_buckets <= 65536, "prompt_buckets", "1..65536")
        require(self.neighbours in (3, 8), "neighbours", "3 or 8")
        require(1 < self.rotary_base < float("inf"), "rotary_base", "above 1")
        require(0 < self.norm_epsilon < 1, "norm_epsilon", "above 0 and below 1")
        return self

    @staticmethod
    def from_json(node, name):
        """Reads the fields of config.json; name is what messages call it."""
        try:
            if node["format"] != "ascii-gen" or node["format_version"] != 1 or node["vocab_size"] != VOCABULARY:
                raise ScaleoutError(f"{name}: is no config of this program; use one that 'ascii-lab' wrote")
            values = {field.name: node[field.name] for field in dataclasses.fields(ModelConfig) if field.name not in ("preset", "neighbours")}
            config = ModelConfig(**values, neighbours=node.get("neighbours", 3), preset=node.get("preset", "custom")).checked()
            if node["mlp_size"] != config.mlp_size:
                raise ScaleoutError(f"{name}: mlp_size is {node['mlp_size']}, expected {config.mlp_size}")
        except KeyError as error:
            raise ScaleoutError(f"{name}: has no field {error}; use another file") from error
        return config

    def to_json(self):
        """The fields of config.json."""
        return {
            "format": "ascii-gen", "format_version": 1, "preset": self.preset, "vocab_size": VOCABULARY,
            "layer_count": self.layer_count, "head_count": self.head_count, "embedding_size": self.embedding_size,
            "mlp_size": self.mlp_size, "block_size": self.block_size, "max_width": self.max_width, "max_height": self.max_height,
            "prompt_buckets": self.prompt_buckets, "neighbours": self.neighbours, "rotary_base": self.rotary_base, "norm_epsilon": self.norm_epsilon,
        }


@dataclass(frozen=True)
class Variant:
    """What experiments change in the model; the defaults are docs/FORMAT.md's architecture exactly."""

    norm: str = "rms"  # rms, layer
    activation: str = "relu2"  # relu2, gelu, swiglu (of as many parameters)
    qk_norm: bool = True
    zero_init: bool = True  # attention output and down start at 0
    position_embedding: bool = True  # learned row and column
    rotary: bool = True
    room_left: bool = True  # rows left and columns left
    neighbours: int | None = None  # the config's; or 0, 3, 5 (two to each side), 8 (and three of the row above those)
    value_residual: bool = False  # v mixed with block 0's
    input_residual: bool = False  # each block reads a * x + b * x0
    soft_cap: float = 0.0  # logits to cap * tanh(logits / cap); 0 off
    convolution: bool = False  # depthwise causal, width 4, over the attention's input
    prompt_each_block: bool = False  # the prompt vector again in every block
    untied: bool = False  # an output projection of its own

    def __post_init__(self):
        for field, allowed in (("norm", ("rms", "layer")), ("activation", ("relu2", "gelu", "swiglu")), ("neighbours", (None, 0, 3, 5, 8))):
            if getattr(self, field) not in allowed:
                raise ScaleoutError(f"variant {field} is {getattr(self, field)}, expected one of {', '.join(map(str, allowed))}")
        if self.soft_cap < 0:
            raise ScaleoutError(f"variant soft_cap is {self.soft_cap}, expected 0 or more")

    @property
    def is_default(self):
        return self == Variant()


@dataclass(frozen=True)
class TrainingOptions:
    """Settings of a run, saved in every checkpoint."""

    max_iterations: int = 2000
    batch_tokens: int = 1024
    accumulate: int = 1
    learning_rate: float = 3e-3
    min_learning_rate: float = 3e-5
    warm_up_steps: int = 100
    weight_decay: float = 0.1
    clip_norm: float = 1.0
    beta2: float = 0.95
    prompt_rate: float = 3.0
    seed: int = 1
    mirror: bool = True
    evaluation_interval: int = 250
    checkpoint_interval: int = 250
    keep: int = 3
    optimiser: str = "muon"
    decay: str = "linear"
    exact_share: float = 0.45
    curriculum: float = 0.3

    def checked(self):
        """Itself, when every setting is in its range."""
        def require(holds, field, option, expected):
            if not holds:
                raise ScaleoutError(f"{option} is {getattr(self, field)}, expected {expected}")
        require(self.max_iterations >= 1, "max_iterations", "--max-iters", "at least 1")
        require(1 <= self.batch_tokens <= 1 << 20, "batch_tokens", "--batch-tokens", "1..1048576")
        require(1 <= self.accumulate <= 1024, "accumulate", "--accumulate", "1..1024")
        require(0 < self.learning_rate < 1, "learning_rate", "--learning-rate", "above 0 and below 1")
        require(0 <= self.min_learning_rate <= self.learning_rate, "min_learning_rate", "--min-learning-rate", "0 up to the learning rate")
        require(self.warm_up_steps >= 0, "warm_up_steps", "--warm-up", "0 or more")
        require(0 <= self.weight_decay < 10, "weight_decay", "--weight-decay", "0..10")
        require(self.clip_norm >= 0, "clip_norm", "--clip-norm", "0 or more")
        require(0 <= self.beta2 < 1, "beta2", "--beta2", "0..1")
        require(0 < self.prompt_rate <= 100, "prompt_rate", "--prompt-rate", "above 0 and at most 100")
        require(0 <= self.seed < 1 << 64, "seed", "--seed", "0..2^64-1")
        require(self.evaluation_interval >= 0, "evaluation_interval", "--eval-interval", "0 or more")
        require(self.checkpoint_interval >= 0, "checkpoint_interval", "--checkpoint-interval", "0 or more")
        require(1 <= self.keep <= 1_000_000, "keep", "--keep", "1..1000000")
        require(self.optimiser in ("adamw", "muon"), "optimiser", "--optimiser", "adamw or muon")
        require(self.decay in ("cosine", "linear"), "decay", "--decay", "cosine or linear")
        require(0 <= self.exact_share <= 1, "exact_share", "--exact-share", "0..1")
        require(0 <= self.curriculum <= 1, "curriculum", "--curriculum", "0..1")
        return self
