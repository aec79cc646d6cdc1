# How fast PyTorch draws with the model of this repository: the same drawings as `ascii-gen bench`, one token a step with keys and
# values kept in place, compiled by TorchScript, on one thread. int8 is its dynamic quantisation of the linear maps. Reads what
# bench/engine_onnx.py wrote. One line of JSON.
#
#   python3 bench/engine_torch.py MODEL-DIRECTORY REPLAY-FOLDER float32|int8 [ROUNDS]

import json
import pathlib
import resource
import statistics
import sys
import time

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "scaleout"))
from ascii_scaleout import checkpoint  # noqa: E402
from engine_onnx import POSITIONS, REPLAYS, head_order, input_tables  # noqa: E402


def linear(weight):
    layer = nn.Linear(weight.shape[1], weight.shape[0], bias=False)
    layer.weight = nn.Parameter(torch.from_numpy(np.ascontiguousarray(weight)), requires_grad=False)
    return layer


def normed(x, gain, epsilon: float):
    return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + epsilon) * gain


class Block(nn.Module):
    """Attention and MLP of one token; keys (H, positions, h) and values grow in place."""

    def __init__(self, config, tensors, layer):
        super().__init__()
        self.heads, self.head, self.epsilon, self.scale = config.head_count, config.head_size, float(config.norm_epsilon), config.head_size ** -0.5
        name, order = f"blocks.{layer}.", head_order(config.head_size)
        turned = (np.arange(self.heads)[:, None] * self.head + order).ravel()
        query, key, value, output = (tensors[f"{name}attention.{part}.weight"] for part in ("query", "key", "value", "output"))
        self.project, self.output = linear(np.concatenate((query[turned], key[turned], value))), linear(output)
        self.up, self.down = linear(tensors[f"{name}mlp.up.weight"]), linear(tensors[f"{name}mlp.down.weight"])
        gains = [tensors[f"{name}attention.{part}.weight"][order] for part in ("query_norm", "key_norm")]
        self.register_buffer("gains", torch.from_numpy(np.stack(gains))[:, None])
        self.register_buffer("attention_gain", torch.from_numpy(tensors[f"{name}attention_norm.weight"]))
        self.register_buffer("mlp_gain", torch.from_numpy(tensors[f"{name}mlp_norm.weight"]))
        self.register_buffer("keys", torch.zeros(self.heads, POSITIONS, self.head))
        self.register_buffer("values", torch.zeros(self.heads, POSITIONS, self.head))

    def forward(self, x, cosines, sines, t: int):
        qkv = self.project(normed(x, self.attention_gain, self.epsilon)).view(3, self.heads, self.head)
        qk = normed(qkv[:2], self.gains, self.epsilon)
        u, w = qk.chunk(2, -1)
        qk = torch.cat((u * cosines - w * sines, u * sines + w * cosines), -1)
        self.keys[:, t] = qk[1]
        self.values[:, t] = qkv[2]
        scores = torch.bmm(self.keys[:, :t + 1], qk[0].unsqueeze(2)).squeeze(2) * self.scale
        attended = torch.bmm(torch.softmax(scores, -1).unsqueeze(1), self.values[:, :t + 1])
        x = x + self.output(attended.view(1, -1))
        hidden = torch.relu(self.up(normed(x, self.mlp_gain, self.epsilon)))
        return x + self.down(hidden * hidden)


class Step(nn.Module):
    """One token of one sequence: (1, fields) rows of the input tables to (1, 128) logits."""

    def __init__(self, config, tensors):
        super().__init__()
        self.register_buffer("tables", torch.from_numpy(np.concatenate(input_tables(config, tensors))))
        self.blocks = nn.ModuleList(Block(config, tensors, layer) for layer in range(config.layer_count))
        self.register_buffer("final_gain", torch.from_numpy(tensors["final_norm.weight"]))
        self.register_buffer("head", torch.from_numpy(tensors["embedding.token.weight"]))
        self.epsilon = float(config.norm_epsilon)

    def forward(self, rows, prompt, cosines, sines, t: int):
        x = self.tables.index_select(0, rows).sum(0, keepdim=True) + prompt
        for block in self.blocks:
            x = block(x, cosines, sines, t)
        return torch.nn.functional.linear(normed(x, self.final_gain, self.epsilon), self.head)


def read(path):
    """A replay as engine_onnx.py writes it: rows, cosines, sines, prompt, targets, logits."""
    data = path.read_bytes()
    count, fields, width, angles, _, _ = np.frombuffer(data, np.int32, 6)
    at, parts = 24, []
    for kind, shape in ((np.int64, (count, fields)), *[(np.float32, (count, angles))] * 2, (np.float32, (width,)), (np.int32, (count,)), (np.float32, (count, 128))):
        parts.append(torch.from_numpy(np.frombuffer(data, kind, int(np.prod(shape)), at).reshape(shape).copy()))
        at += parts[-1].numel() * parts[-1].element_size()
    return parts


def run(step, replay):
    """Tokens a second from the end of the prompt, nats a token and the largest difference of a logit."""
    rows, cosines, sines, prompt, targets, expected = replay
    first = int((targets < 0).sum())
    none, found, started = torch.zeros_like(prompt), [], 0.0
    for t in range(len(rows)):
        found.append(step(rows[t], none if t < first else prompt, cosines[t], sines[t], t))
        if t == first:
            started = time.perf_counter()  # what follows the prompt is known, as in ours
    seconds, drawn = time.perf_counter() - started, len(rows) - first
    logits = torch.cat(found)
    nats = nn.functional.cross_entropy(logits[first:], targets[first:].long()).item()
    return drawn / seconds, nats, (logits - expected).abs().max().item()


def main():
    directory, folder, precision, *rest = sys.argv[1:]
    rounds = int(rest[0]) if rest else 5
    torch.set_num_threads(1)
    config, _, tensors, _ = checkpoint.load_weights(directory)
    step = Step(config, {name: values.astype(np.float32) for name, values in tensors.items()}).eval()
    if precision == "int8":
        step = torch.quantization.quantize_dynamic(step, {nn.Linear}, torch.qint8)
    line = {"program": f"PyTorch {torch.__version__.split('a')[0]}, TorchScript", "precision": precision}
    with torch.inference_mode():
        step = torch.jit.freeze(torch.jit.script(step)) if precision == "float32" else torch.jit.script(step)
        for _, width, height in REPLAYS:
            size, replay = f"{width}x{height}", read(pathlib.Path(folder) / f"{width}x{height}.replay")
            run(step, replay)
            runs = [run(step, replay) for _ in range(rounds)]
            line[f"tokens_per_second_{size}"] = round(statistics.median(one[0] for one in runs), 1)
            line[f"nats_per_token_{size}"] = round(runs[0][1], 5)
            line[f"largest_logit_difference_{size}"] = round(runs[0][2], 6)
    line["peak_memory_bytes"] = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps(line))


if __name__ == "__main__":
    main()
