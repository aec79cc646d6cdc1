# The transformer of docs/FORMAT.md section 6 as a torch module; parameters carry the names and the order of section 5.
# `Variant` switches parts for experiments. Tokens of all sequences lie in one long row (N, d); attention alone knows where
# sequences end. Does not know data, optimisers or files.

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from .batch import FIELDS
from .config import LONGEST_PROMPT, SYMBOLS, VOCABULARY, Variant


def _parameter(*shape):
    return nn.Parameter(torch.empty(*shape))


class Weight(nn.Module):
    """A bare weight of some shape, named `weight`."""

    def __init__(self, *shape):
        super().__init__()
        self.weight = _parameter(*shape)


class Norm(Weight):
    """RMS norm (or layer norm) over the last dimension with gains, in float32."""

    def __init__(self, size, kind, epsilon):
        super().__init__(size)
        self._kind, self._epsilon = kind, epsilon

    def forward(self, x):
        if self._kind == "layer":
            return F.layer_norm(x, x.shape[-1:], self.weight, None, self._epsilon)
        return normalised(x, self._epsilon) * self.weight


def normalised(x, epsilon):
    """x over the root of its mean square over the last dimension."""
    x = x.float()
    if hasattr(F, "rms_norm"):
        return F.rms_norm(x, x.shape[-1:], None, epsilon)
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + epsilon)


class Attention(nn.Module):
    """Queries and keys normed and turned by row and column."""

    def __init__(self, config, variant, is_first):
        super().__init__()
        width, head = config.embedding_size, config.head_size
        self._heads, self._head, self._epsilon, self._rotary = config.head_count, head, config.norm_epsilon, variant.rotary
        self.query, self.key, self.value = Weight(width, width), Weight(width, width), Weight(width, width)
        if variant.qk_norm:
            self.query_norm, self.key_norm = Weight(head), Weight(head)
        self.output = Weight(width, width)
        if variant.value_residual and not is_first:
            self.value_mix = Weight(2)

    def forward(self, a, turns, layout, first_value):
        """a (N, d) -> (N, d), and this block's values (N, H, h)."""
        qkv = F.linear(a, torch.cat((self.query.weight, self.key.weight, self.value.weight)))
        qk, value = qkv.view(-1, 3, self._heads, self._head).split((2, 1), 1)
        value = value.squeeze(1)
        if hasattr(self, "query_norm"):
            qk = normalised(qk, self._epsilon) * torch.stack((self.query_norm.weight, self.key_norm.weight))[:, None]
        if self._rotary:
            qk = turned(qk, *turns)
        qk = qk.to(value.dtype)
        if hasattr(self, "value_mix"):
            mix = self.value_mix.weight.to(value.dtype)
            value = mix[0] * value + mix[1] * first_value
        attended = layout.attend(*qk.unbind(1), value)
        return F.linear(attended.reshape(a.shape), self.output.weight), value


def turned(x, cosines, sines):
    """Rotary in two dimensions: x (N, 2, H, h); cosines and sines (N, 1, 1, h), the sines with the sign of their place."""
    u, w = x.view(*x.shape[:-1], 2, 2, -1).unbind(-2)
    return x * cosines + torch.stack((w, u), -2).flatten(-3) * sines


class Mlp(nn.Module):
    """Up, activation, down."""

    def __init__(self, config, variant):
        super().__init__()
        width, hidden = config.embedding_size, config.mlp_size
        self._activation = variant.activation
        if variant.activation == "swiglu":
            hidden = -(-2 * hidden // 3 // 16) * 16
            self.gate = Weight(hidden, width)
        self.up, self.down = Weight(hidden, width), Weight(width, hidden)

    def forward(self, x):
        u = F.linear(x, self.up.weight)
        if self._activation == "relu2":
            u = F.relu(u)
            u = u * u  # whose gradient is cheaper than that of a power
        elif self._activation == "gelu":
            u = F.gelu(u)
        else:
            u = F.silu(F.linear(x, self.gate.weight)) * u
        return F.linear(u, self.down.weight)


class Block(nn.Module):
    """Attention and MLP, each added to the residual stream."""

    def __init__(self, config, variant, is_first):
        super().__init__()
        width = config.embedding_size
        if variant.input_residual:
            self.input_mix = Weight(2)
        if variant.prompt_each_block:
            self.prompt_gain = Weight(width)
        self.attention_norm = Norm(width, variant.norm, config.norm_epsilon)
        if variant.convolution:
            self.convolution = Weight(4, width)
        self.attention = Attention(config, variant, is_first)
        self.mlp_norm = Norm(width, variant.norm, config.norm_epsilon)
        self.mlp = Mlp(config, variant)

    def forward(self, x, first, prompt, turns, places, layout, first_value):
        if hasattr(self, "input_mix"):
            x = self.input_mix.weight[0] * x + self.input_mix.weight[1] * first
        if hasattr(self, "prompt_gain"):
            x = x + self.prompt_gain.weight * prompt
        a = self.attention_norm(x)
        if hasattr(self, "convolution"):
            a = convolved(a, self.convolution.weight, places)
        change, value = self.attention(a, turns, layout, first_value)
        x = x + change
        return x + self.mlp(self.mlp_norm(x)), value


def convolved(a, weight, places):
    """The last tokens of the same sequence, weighted per dimension: a (N, d), weight (4, d), places (N) in the sequence."""
    total = weight[0] * a
    for back in range(1, len(weight)):
        earlier = F.pad(a, (0, 0, back, 0))[:-back]
        total = total + weight[back] * earlier * (places >= back)[:, None]
    return total


class Embedding(nn.Module):
    """The tables that a token and its cell are looked up in; their order is that of FIELDS, the prompt's after the eighth."""

    def __init__(self, config, variant):
        super().__init__()
        width = config.embedding_size
        self.token = Weight(VOCABULARY, width)
        if variant.position_embedding:
            self.row, self.column = Weight(config.max_height, width), Weight(config.max_width + 1, width)
        if variant.room_left:
            self.rows_left, self.columns_left = Weight(config.max_height + 1, width), Weight(config.max_width + 1, width)
        neighbours = config.neighbours if variant.neighbours is None else variant.neighbours
        for name in FIELDS[5:5 + min(3, neighbours)]:
            setattr(self, name, Weight(SYMBOLS, width))
        self.prompt = Weight(config.prompt_buckets, width)
        for name in FIELDS[8:5 + neighbours]:
            setattr(self, name, Weight(SYMBOLS, width))
        self._fields = [(i, name) for i, name in enumerate(FIELDS) if hasattr(self, name)]

    def forward(self, batch):
        """(N, d) of tokens and cells, and (N, d) of the prompt, zero before <art>."""
        x = sum(F.embedding(batch.cells[i], getattr(self, name).weight) for i, name in self._fields)
        sums = F.embedding_bag(batch.features, self.prompt.weight, batch.feature_starts, mode="sum", per_sample_weights=batch.feature_shares)
        return x, F.embedding(batch.bags, F.pad(sums, (0, 0, 0, 1)))


class AsciiModel(nn.Module):
    """The whole model."""

    def __init__(self, config, variant=Variant()):
        super().__init__()
        self.config, self.variant = config, variant
        self.embedding = Embedding(config, variant)
        self.blocks = nn.ModuleList(Block(config, variant, i == 0) for i in range(config.layer_count))
        self.final_norm = Norm(config.embedding_size, variant.norm, config.norm_epsilon)
        if variant.untied:
            self.output = Weight(VOCABULARY, config.embedding_size)
        cosines, sines = rotary_tables(config)
        # Of half a head, whose first quarter turns with the second: (positions, h / 2).
        self.register_buffer("_cosines", torch.cat((cosines, cosines), 1), persistent=False)
        self.register_buffer("_sines", torch.cat((-sines, sines), 1), persistent=False)

    def forward(self, batch):
        """Logits (N, 128) of a DeviceBatch."""
        x, prompt = self.embedding(batch)
        turns = [table[batch.rotary.t()].flatten(1)[:, None, None] for table in (self._cosines, self._sines)]
        return self.trunk(x + prompt, prompt, *turns, batch.places, batch.layout)

    def trunk(self, x, prompt, cosines, sines, places, layout):
        """Everything after the tables; the part that is worth compiling."""
        first, first_value = x, None
        for block in self.blocks:
            x, value = block(x, first, prompt, (cosines, sines), places, layout, first_value)
            first_value = value if first_value is None else first_value
        output = self.output.weight if self.variant.untied else self.embedding.token.weight
        logits = F.linear(self.final_norm(x), output).float()
        cap = self.variant.soft_cap
        return cap * torch.tanh(logits / cap) if cap > 0 else logits

    def loss(self, batch):
        """Sum of the losses of the batch's targets, nats."""
        return F.cross_entropy(self(batch), batch.targets, ignore_index=-1, reduction="sum")

    def parameter_count(self):
        return sum(parameter.numel() for parameter in self.parameters())


def rotary_tables(config):
    """Cosines and sines (positions, h / 4) of position * rotary_base^(-j / pairs), computed in float64."""
    pairs = config.head_size // 4
    positions = 1 + max(LONGEST_PROMPT + 2, config.max_width, config.max_height)
    # The C# program holds the base in float32.
    frequencies = np.array([math.pow(float(np.float32(config.rotary_base)), -j / pairs) for j in range(pairs)])
    angles = np.arange(positions)[:, None] * frequencies
    return torch.from_numpy(np.cos(angles).astype(np.float32)), torch.from_numpy(np.sin(angles).astype(np.float32))
