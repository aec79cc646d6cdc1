# Checkpoints of docs/FORMAT.md section 11, the same files the C# trainer reads and writes: step-NNNNNNNN.json and tensors,
# best.json, last.json. last.json is renamed into place last: a run that dies while saving leaves the one before it whole.
#
#   python3 -m ascii_scaleout.checkpoint weights runs/cat --out cat-bf16 --split-mb 15     weights for transport
#   python3 -m ascii_scaleout.checkpoint join cat-bf16/step-00002000.safetensors           parts to one file

import argparse
import dataclasses
import hashlib
import json
import math
import sys
from pathlib import Path

import numpy as np

from . import safetensors_file
from .config import ModelConfig, TrainingOptions, Variant
from .errors import ScaleoutError

FORMAT, VERSION = "ascii-gen-checkpoint", 1
# Weights that the C# program would compute something else with must not be taken for its own.
VARIANT_FORMAT = "ascii-gen-scaleout-checkpoint"
_CHECK = ',\n  "check": "'
_OPTION_NAMES = [field.name for field in dataclasses.fields(TrainingOptions)]


@dataclasses.dataclass
class State:
    """What a checkpoint says beside its tensors; losses are NaN before the first validation."""

    config: ModelConfig
    options: TrainingOptions
    step: int = 0
    tokens_seen: int = 0
    best: float = math.nan
    validation: float = math.nan
    running: float = math.nan  # mean of the training loss
    variant: Variant = Variant()
    others: dict = dataclasses.field(default_factory=dict)  # options that only the C# trainer has, kept as they are


class Checkpoint:
    """A saved run."""

    def __init__(self, path):
        path = Path(path)
        self.path = path / "last.json" if path.is_dir() else path if path.is_file() else path.with_name(path.name + ".json")
        if not self.path.is_file():
            raise ScaleoutError(f"there is no checkpoint at {path}; give a directory with last.json or a checkpoint's .json file")
        try:
            text = self.path.read_text("utf-8")
            node = json.loads(text)
            if _CHECK in text and node["check"] != _digest(text[:text.rindex(_CHECK)]):
                raise ValueError("its text is not the one that was saved")
            if node.get("format") not in (FORMAT, VARIANT_FORMAT) or node.get("format_version") != VERSION:
                raise ScaleoutError(f"{self.path}: is not a checkpoint of this program; use one that a training run wrote")
            self.state = _parse(node, str(self.path))
            tensors = self.path.with_name(Path(node["weights"]).name)
            data = safetensors_file.read_bytes(tensors)
            found = hashlib.sha256(data).hexdigest()
            if found != node["sha256"]:
                raise ScaleoutError(f"{tensors}: SHA-256 is {found}, {self.path} expects {node['sha256']}; the file is damaged, use another checkpoint")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ScaleoutError(f"{self.path}: is damaged ({str(error).splitlines()[0]}); use another checkpoint") from error
        self.tensors = safetensors_file.read(tensors)
        self.tensors_path = tensors

    def restore(self, optimiser):
        """Gives an optimiser back what it remembered."""
        import torch
        for name, tensor in optimiser.states().items():
            if name not in self.tensors:
                raise ScaleoutError(f"{self.tensors_path}: has no tensor '{name}'; start with --init-from instead of --resume-from")
            tensor.copy_(torch.from_numpy(self.tensors[name].copy()))
        optimiser.go_on_after(self.state.step)


def save(directory, is_best, state, weights, moments, bf16=False, split_mb=0):
    """Writes a checkpoint as the last, and as the best if it is; then removes all but the last few and the best."""
    directory = Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    name = f"step-{state.step:08d}"
    path = directory / (name + ".safetensors")
    safetensors_file.write(path, {**weights, **moments}, bf16)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if split_mb:
        safetensors_file.split(path, split_mb)
    body = json.dumps(_describe(state, path.name, digest), indent=2).removesuffix("\n}")
    text = f'{body}{_CHECK}{_digest(body)}"\n}}\n'
    for each in [name, "best", "last"] if is_best else [name, "last"]:
        safetensors_file.save_bytes(directory / (each + ".json"), [text.encode("utf-8")])
    _remove_old(directory, state)


def _remove_old(directory, state):
    steps = sorted(directory.glob("step-*.json"))
    kept = [each for each in steps if each.stem <= f"step-{state.step:08d}"][-state.options.keep:]
    best = directory / "best.json"
    best_text = best.read_text("utf-8") if best.is_file() else ""
    for each in steps:
        if each not in kept and each.stem + ".safetensors" not in best_text:
            each.unlink()
    named = "".join(each.read_text("utf-8") for each in directory.glob("*.json"))
    for old in directory.glob("step-*.safetensors*"):
        if old.name.split(".part-")[0] not in named:
            old.unlink()


def load_weights(path):
    """Config, variant, weights and the file's name, of a checkpoint or a model directory."""
    path = Path(path)
    model = path / "model.safetensors"
    if path.is_dir() and (model.is_file() or safetensors_file.parts_of(model)):
        config = ModelConfig.from_json(json.loads((path / "config.json").read_text("utf-8")), str(path / "config.json"))
        return config, Variant(), safetensors_file.read(model), str(model)
    checkpoint = Checkpoint(path)
    return checkpoint.state.config, checkpoint.state.variant, checkpoint.tensors, str(checkpoint.tensors_path)


def _parse(node, name):
    config = ModelConfig.from_json(node["config"], name)
    # Before there was a choice of optimisers all runs used AdamW, a cosine and no curriculum.
    before = {} if "optimiser" in node["options"] else {"optimiser": "adamw", "decay": "cosine", "curriculum": 0.0}
    known = {**before, **{key: value for key, value in node["options"].items() if key in _OPTION_NAMES}}
    others = {key: value for key, value in node["options"].items() if key not in _OPTION_NAMES}
    return State(config, TrainingOptions(**known).checked(), int(node["step"]), int(node["tokens_seen"]),
                 _number(node.get("best_validation_loss")), _number(node.get("validation_loss")), _number(node.get("running_loss")),
                 Variant(**node.get("variant", {})), others)


def _describe(state, file, digest):
    def number(value):
        return value if math.isfinite(value) else None
    node = {
        "format": FORMAT if state.variant.is_default else VARIANT_FORMAT, "format_version": VERSION, "weights": file, "sha256": digest,
        "step": state.step, "tokens_seen": state.tokens_seen, "best_validation_loss": number(state.best), "validation_loss": number(state.validation), "running_loss": number(state.running),
        "config": state.config.to_json(), "options": {**dataclasses.asdict(state.options), **state.others},
    }
    return node if state.variant.is_default else {**node, "variant": dataclasses.asdict(state.variant)}


def _digest(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _number(value):
    return math.nan if value is None else float(value)


def _write_weights(arguments):
    checkpoint = Checkpoint(arguments.checkpoint)
    weights = {name: values for name, values in checkpoint.tensors.items() if not name.startswith(("adam.", "muon."))}
    if not all(np.isfinite(values).all() for values in weights.values()):
        raise ScaleoutError(f"{checkpoint.tensors_path}: holds values that are not finite; use an earlier checkpoint")
    save(arguments.out, False, checkpoint.state, weights, {}, arguments.weights == "bf16", arguments.split_mb)
    for path in sorted(Path(arguments.out).iterdir()):
        print(path)


def _join(arguments):
    path = Path(arguments.file)
    parts = safetensors_file.parts_of(path)
    safetensors_file.save_bytes(path, [safetensors_file.read_bytes(path)])
    for part in parts:
        part.unlink()
    print(path)


def main(words=None):
    parser = argparse.ArgumentParser(prog="python3 -m ascii_scaleout.checkpoint", description="Makes checkpoints small enough to carry, and whole again.")
    commands = parser.add_subparsers(required=True)
    weights = commands.add_parser("weights", help="weights without the optimiser's state")
    weights.add_argument("checkpoint")
    weights.add_argument("--out", required=True, help="folder of the copy")
    weights.add_argument("--weights", choices=("bf16", "f32"), default="bf16", help="number type (bf16)")
    weights.add_argument("--split-mb", type=int, default=0, help="cut into parts of so many MiB; 0 keeps it whole")
    weights.set_defaults(run=_write_weights)
    join = commands.add_parser("join", help="parts to one file")
    join.add_argument("file", help="name of the whole file")
    join.set_defaults(run=_join)
    arguments = parser.parse_args(words)
    try:
        arguments.run(arguments)
    except ScaleoutError as error:
        sys.exit(f"ascii_scaleout: {error}")


if __name__ == "__main__":
    main()
