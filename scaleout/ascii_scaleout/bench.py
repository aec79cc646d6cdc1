# How fast training steps are: forward, backward and update on one synthetic batch of equally long sequences, the same work
# that `ascii-lab bench` times, with the same names in its JSON. Warm-up first, then the median over steps. The time to make batches is not in it.
#
#   python3 -m ascii_scaleout.bench --preset small --seconds 20 --threads 2 --json

import argparse
import json
import platform
import statistics
import sys
import time
from contextlib import nullcontext

import numpy as np
import torch

from . import batch, weights
from .config import ModelConfig, PRESETS, TrainingOptions
from .device_batch import DeviceBatch, Layouts
from .errors import ScaleoutError
from .model import AsciiModel
from .optimiser import Optimiser

_LETTERS, _COLUMNS = b"a bench mark", 24


def synthetic(context, count, config):
    """A batch of drawings of random ink, each sequence of exactly so many tokens."""
    random = np.random.default_rng(1)
    size = context - len(_LETTERS) - 2
    samples = []
    for i in range(count):
        tokens = random.integers(33, 127, size).astype(np.uint8)
        tokens[_COLUMNS::_COLUMNS + 1] = 10
        tokens[-1] = 3
        samples.append((_LETTERS, i % 4, tokens.tobytes(), _COLUMNS + 10, config.max_height))
    if size > config.max_height * (_COLUMNS + 1):
        raise ScaleoutError(f"--context {context} does not fit a canvas of {config.max_height} rows; give a smaller one")
    return batch.build(samples, config.prompt_buckets)


def flops_per_token(config, context):
    """Of forward and backward, as `ascii-lab bench` counts: 6 for a weight of a matrix, 12 d for a pair of query and visible key in a layer."""
    width = config.embedding_size
    return 6 * (config.layer_count * 12 * width * width + 128 * width) + 6 * config.layer_count * (context + 1) * width


def measure(arguments):
    """The figures as a dict."""
    torch.set_num_threads(arguments.threads)
    config = ModelConfig.from_preset(arguments.preset)
    model = AsciiModel(config)
    weights.fill_fresh(model, 1)
    device = torch.device(arguments.device)
    model.to(device)
    if arguments.dtype == "bf16" and hasattr(torch, "set_float32_matmul_precision"):
        torch.set_float32_matmul_precision("high")
    if arguments.compile:
        model.trunk = torch.compile(model.trunk, dynamic=False)
    optimiser = Optimiser(model, TrainingOptions(optimiser=arguments.optimiser))
    made = DeviceBatch(synthetic(arguments.context, arguments.batch, config), device, Layouts("rows", device), 0)

    def step():
        started = time.perf_counter()
        with torch.autocast(device.type, dtype=torch.bfloat16) if arguments.dtype == "bf16" else nullcontext():
            loss = model.loss(made) / made.target_count
        for parameter in model.parameters():
            parameter.grad = None
        loss.backward()
        optimiser.update(1e-4)
        if device.type == "cuda":
            torch.cuda.synchronize()
        return time.perf_counter() - started

    for _ in range(arguments.warm_up):
        step()
    times, started = [], time.perf_counter()
    while not times or time.perf_counter() - started < arguments.seconds:
        times.append(step())
    median = statistics.median(times)
    speed = made.token_count / median
    return dict(
        program=f"torch {torch.__version__}, {torch.cuda.get_device_name() if device.type == 'cuda' else platform.machine()}", preset=arguments.preset,
        parameters=model.parameter_count(), context=arguments.context, batch=arguments.batch, tokens_per_step=made.token_count, dtype=arguments.dtype,
        compiled=arguments.compile, optimiser=arguments.optimiser, threads=arguments.threads, steps=len(times), step_ms_median=round(1e3 * median, 3),
        step_ms_best=round(1e3 * min(times), 3), tokens_per_second=round(speed, 1),
        gflops_per_second=round(speed * flops_per_token(config, arguments.context) / 1e9, 2))


def main(words=None):
    parser = argparse.ArgumentParser(prog="python3 -m ascii_scaleout.bench", description="Measures training steps on synthetic batches.")
    parser.add_argument("--preset", choices=PRESETS, default="small")
    parser.add_argument("--context", type=int, default=512, help="tokens of a sequence (512)")
    parser.add_argument("--batch", type=int, default=16, help="sequences of a batch (16)")
    parser.add_argument("--seconds", type=float, default=20, help="how long to measure (20)")
    parser.add_argument("--warm-up", type=int, default=3, help="steps before that (3)")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="threads on a CPU (all)")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--dtype", choices=("fp32", "bf16"), default="fp32")
    parser.add_argument("--compile", action="store_true", help="compile the model (torch 2)")
    parser.add_argument("--optimiser", choices=("adamw", "muon"), default="adamw")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    arguments = parser.parse_args(words)
    try:
        found = measure(arguments)
    except ScaleoutError as error:
        sys.exit(f"ascii_scaleout: {error}")
    if arguments.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{name:22} {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
