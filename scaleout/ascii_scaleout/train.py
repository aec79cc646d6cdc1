# The command that trains: the options, defaults and files of `ascii-lab train`, on one process or under torchrun.
#
#   python3 -m ascii_scaleout.train --pack pack.safetensors --preset small --checkpoint-dir runs/first
#   torchrun --nproc-per-node 8 -m ascii_scaleout.train --pack pack.safetensors --device cuda --dtype bf16 --compile ...

import argparse
import dataclasses
import os
import sys
import time

import torch

from . import checkpoint, weights
from .config import ModelConfig, PRESETS, TrainingOptions
from .errors import ScaleoutError
from .model import AsciiModel
from .pack import TokenPack
from .ranks import Ranks
from .trainer import Machine, Trainer

_DEFAULTS = TrainingOptions()
# option, field of TrainingOptions, help
_SETTINGS = (
    ("--max-iters", "max_iterations", "steps in all; a step is one update of the weights"),
    ("--batch-tokens", "batch_tokens", "least tokens of a batch"),
    ("--accumulate", "accumulate", "batches for one step, over all processes (the number of processes)"),
    ("--learning-rate", "learning_rate", "highest learning rate"),
    ("--min-learning-rate", "min_learning_rate", "learning rate at the end"),
    ("--warm-up", "warm_up_steps", "steps of the linear rise"),
    ("--weight-decay", "weight_decay", "weight decay of the linear maps"),
    ("--clip-norm", "clip_norm", "largest gradient norm, 0 for none"),
    ("--beta2", "beta2", "decay of the second moment"),
    ("--prompt-rate", "prompt_rate", "times the rate for the table of prompt features"),
    ("--seed", "seed", "seed of weights and data"),
    ("--eval-interval", "evaluation_interval", "steps between validations, 0 for one at the end"),
    ("--checkpoint-interval", "checkpoint_interval", "steps between checkpoints, 0 for one at the end"),
    ("--keep", "keep", "checkpoints to keep beside the best"),
    ("--optimiser", "optimiser", "adamw or muon"),
    ("--decay", "decay", "how the rate falls: cosine or linear"),
    ("--exact-share", "exact_share", "share of drawings shown under their exact size"),
    ("--curriculum", "curriculum", "share of the run in which drawings grow from small to all"),
)
_MAY_CHANGE = ("max_iterations", "evaluation_interval", "checkpoint_interval", "keep")
_SHAPE = (("--n-layer", "layer_count"), ("--n-head", "head_count"), ("--n-embd", "embedding_size"), ("--block-size", "block_size"))


def parse(words):
    """The options as typed; None where one was left out."""
    parser = argparse.ArgumentParser(prog="python3 -m ascii_scaleout.train", description="Trains a model on a token pack; Ctrl-C finishes the step and saves.")
    parser.add_argument("--pack", required=True, help="token pack to train on")
    parser.add_argument("--checkpoint-dir", help="folder of checkpoints and metrics (runs/default)")
    parser.add_argument("--resume-from", help="checkpoint to go on from, with its own shape and settings")
    parser.add_argument("--init-from", help="checkpoint or model directory whose weights a new run starts from")
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"), help="where to train (cpu)")
    parser.add_argument("--dtype", default="fp32", choices=("fp32", "bf16"), help="arithmetic of the matrices (fp32)")
    parser.add_argument("--attention", default="auto", choices=("auto", "rows", "flex"), help="how attention is computed (auto)")
    parser.add_argument("--compile", action="store_true", help="compile the model (CUDA, torch 2.5 or later)")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="threads to train with on a CPU (all)")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop and save after so many minutes")
    parser.add_argument("--stop-at", type=int, default=sys.maxsize, help="stop and save after this step; the learning rate still heads for --max-iters")
    parser.add_argument("--preset", choices=PRESETS, help="shape of the model (small)")
    parser.add_argument("--no-mirror", dest="mirror", action="store_false", default=None, help="never show a drawing mirrored")
    for option, field, text in _SETTINGS:
        default = getattr(_DEFAULTS, field)
        parser.add_argument(option, dest=field, type=type(default), help=f"{text} ({default})" if field != "accumulate" else text)
    for option, field in _SHAPE:
        parser.add_argument(option, dest=field, type=int, help=f"{field.replace('_', ' ')} instead of the preset's")
    return parser.parse_args(words)


def start(arguments, processes):
    """Model and state of a run, new or gone on with."""
    typed = {field: getattr(arguments, field) for field in (*(field for _, field, _ in _SETTINGS), "mirror") if getattr(arguments, field) is not None}
    shape = {field: getattr(arguments, field) for _, field in _SHAPE}
    is_shaped = arguments.preset is not None or any(value is not None for value in shape.values())
    directory = arguments.checkpoint_dir or "runs/default"
    if arguments.resume_from:
        if arguments.init_from:
            raise ScaleoutError("give --resume-from or --init-from, not both")
        if is_shaped:
            raise ScaleoutError("--resume-from goes on with the checkpoint's own shape; leave the model options out")
        fixed = [option for option, field, _ in (*_SETTINGS, ("--no-mirror", "mirror", "")) if field in typed and field not in _MAY_CHANGE]
        if fixed:
            raise ScaleoutError(f"{fixed[0]} cannot change in a resumed run; leave it out, or start a new run")
        saved = checkpoint.Checkpoint(arguments.resume_from)
        state = dataclasses.replace(saved.state, options=dataclasses.replace(saved.state.options, **typed).checked())
        if state.options.max_iterations < state.step:
            raise ScaleoutError(f"--max-iters is {state.options.max_iterations}, but the checkpoint is at step {state.step} already; give a larger number")
        model = AsciiModel(state.config, state.variant)
        weights.fill(model, saved.tensors, str(saved.tensors_path))
        return model, state, saved, arguments.checkpoint_dir or str(saved.path.parent)
    if os.path.exists(os.path.join(directory, "last.json")):
        raise ScaleoutError(f"{directory} holds a run already; go on with --resume-from {directory}, or give another --checkpoint-dir")
    options = TrainingOptions(**{"accumulate": processes, **typed})
    if "min_learning_rate" not in typed:
        options = dataclasses.replace(options, min_learning_rate=min(options.min_learning_rate, options.learning_rate))
    if arguments.init_from:
        if is_shaped:
            raise ScaleoutError("--init-from brings its own shape; leave the model options out")
        config, variant, tensors, name = checkpoint.load_weights(arguments.init_from)
        model = AsciiModel(config, variant)
        weights.fill(model, tensors, name)
    else:
        model = AsciiModel(ModelConfig.from_preset(arguments.preset or "small", **shape))
        weights.fill_fresh(model, options.seed)
    return model, checkpoint.State(model.config, options.checked(), variant=model.variant), None, directory


def train(arguments):
    """Runs the command; returns the exit code."""
    if arguments.device == "cuda" and not torch.cuda.is_available():
        raise ScaleoutError("--device cuda was asked for, but torch finds no GPU; use --device cpu")
    torch.set_num_threads(arguments.threads)
    if arguments.dtype == "bf16" and hasattr(torch, "set_float32_matmul_precision"):
        torch.set_float32_matmul_precision("high")
    ranks = Ranks(arguments.device)
    model, state, saved, directory = start(arguments, ranks.count)
    pack = TokenPack(arguments.pack)
    machine = Machine(ranks, arguments.dtype, arguments.attention, arguments.compile)
    trainer = Trainer(model.to(ranks.device), state, pack, directory, machine)
    if saved:
        saved.restore(trainer.optimiser)
    last = [time.monotonic()]

    def report(line):
        if line["validation"] or time.monotonic() - last[0] > 10 or line["step"] == state.options.max_iterations:
            last[0] = time.monotonic()
            validation = line["validation"]
            held = f", validation {validation['loss']:.4f} nats {validation['bits_per_character']:.4f} bits" if validation else ""
            say(f"step {line['step']:,} of {line['total_steps']:,}: {line['loss']:.4f} nats, {line['bits_per_character']:.4f} bits per character{held}, "
                f"{line['tokens_per_second']:,.0f} tokens/s")

    def say(text):
        if ranks.is_first:
            print(text, file=sys.stderr, flush=True)

    samples = trainer.samples
    say(f"{model.parameter_count():,} parameters, {len(samples.training):,} drawings to learn from, {len(samples.validation):,} to validate with, "
        f"{samples.left_out:,} too large; step {state.step:,} of {state.options.max_iterations:,}, {ranks.count} process(es) on {ranks.device}, "
        f"{machine.layout_kind()} attention, torch {torch.__version__}, checkpoints in {directory}")
    was_stopped = trainer.run(report, arguments.minutes, arguments.stop_at)
    if ranks.is_first:
        print(os.path.join(directory, "last.json"))
    ranks.close()
    return 130 if was_stopped else 0


def main(words=None):
    try:
        sys.exit(train(parse(words)))
    except ScaleoutError as error:
        sys.exit(f"ascii_scaleout: {error}")


if __name__ == "__main__":
    main()
