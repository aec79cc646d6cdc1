# Trains a list of named variants one after another at the same small budget of tokens and compares them. A finished run is a
# line of results.jsonl, so a comparison that was stopped goes on with the next run; table.md is written after each.
#
#   python3 -m ascii_scaleout.ablate --pack P --config ablate.json --out DIR [--only NAME] [--list]
#
#   {"base": {"preset": "tiny", "max_iterations": 300}, "seeds": [1, 2],
#    "runs": {"as released": {}, "no rotary": {"rotary": false}, "muon": {"optimiser": "muon", "learning_rate": 0.01}}}
#
# A setting is a field of Variant, TrainingOptions or ModelConfig; "tokens" instead of "max_iterations" gives the budget.

import argparse
import dataclasses
import json
import math
import statistics
import sys
import time
from pathlib import Path

import torch

from . import weights
from .checkpoint import State
from .config import ModelConfig, TrainingOptions, Variant
from .errors import ScaleoutError
from .model import AsciiModel
from .pack import TokenPack
from .ranks import Ranks
from .trainer import Machine, Trainer

_AT_THE_END = 50  # steps whose training loss is averaged
_FIELDS = {kind: {field.name for field in dataclasses.fields(kind)} for kind in (Variant, TrainingOptions, ModelConfig)}


def plan(config):
    """(name, seed, settings) of every run, in order."""
    try:
        runs, base, seeds = config["runs"], config.get("base", {}), config.get("seeds", [1])
    except (KeyError, TypeError, AttributeError) as error:
        raise ScaleoutError("the config has no runs; give {\"base\": {...}, \"seeds\": [1], \"runs\": {\"name\": {...}}}") from error
    found = []
    for name, changes in runs.items():
        settings = {**base, **changes}
        unknown = [key for key in settings if key not in ("preset", "tokens") and not any(key in fields for fields in _FIELDS.values())]
        if unknown:
            raise ScaleoutError(f"run '{name}' has the setting '{unknown[0]}', which nothing knows; see the fields of Variant, TrainingOptions and ModelConfig")
        make(settings, seeds[0])
        found += [(name, seed, settings) for seed in seeds]
    return found


def make(settings, seed):
    """Shape, variant and options of a run."""
    def of(kind):
        return {key: value for key, value in settings.items() if key in _FIELDS[kind]}
    shape = {key: value for key, value in of(ModelConfig).items() if key not in ("preset", "neighbours")}  # neighbours are the variant's: it also knows 0 and 5
    config = ModelConfig.from_preset(settings.get("preset", "tiny"), **shape)
    options = {"evaluation_interval": 0, "checkpoint_interval": 0, "seed": seed, **of(TrainingOptions)}
    if "tokens" in settings:
        batch = options.get("batch_tokens", TrainingOptions().batch_tokens) * options.get("accumulate", 1)
        options["max_iterations"] = max(1, settings["tokens"] // batch)
    options.setdefault("min_learning_rate", options.get("learning_rate", TrainingOptions().learning_rate) / 100)
    return config, Variant(**of(Variant)), TrainingOptions(**options).checked()


def run(name, seed, settings, pack, machine):
    """Trains one; returns its line of results."""
    config, variant, options = make(settings, seed)
    torch.manual_seed(seed)
    model = AsciiModel(config, variant)
    weights.fill_fresh(model, options.seed)
    trainer = Trainer(model.to(machine.ranks.device), State(config, options, variant=variant), pack, None, machine)
    started, lines = time.monotonic(), []

    def note(line):
        lines.append(line)
        if sys.stderr.isatty():
            print(f"\r{name}, seed {seed}: step {line['step']} of {line['total_steps']}, {line['bits_per_character']:.3f} bits ", end="", file=sys.stderr, flush=True)
    if trainer.run(note):
        raise KeyboardInterrupt
    training = statistics.fmean(line["bits_per_character"] for line in lines[-_AT_THE_END:])
    validation = lines[-1]["validation"]
    return dict(name=name, seed=seed, parameters=model.parameter_count(), steps=len(lines), tokens=lines[-1]["tokens_seen"],
                training_bits=round(training, 5), validation_bits=round(validation["bits_per_character"], 5) if validation else None,
                seconds=round(time.monotonic() - started, 1), settings=settings)


def table(results):
    """A Markdown table, the best validation first; several seeds of a name are averaged, with half their range."""
    names = {}
    for line in results:
        names.setdefault(line["name"], []).append(line)
    rows = []
    for name, lines in names.items():
        bits = [line["validation_bits"] if line["validation_bits"] is not None else math.nan for line in lines]
        spread = f" ± {(max(bits) - min(bits)) / 2:.4f}" if len(bits) > 1 else ""
        mean = {key: statistics.fmean(line[key] for line in lines) for key in ("training_bits", "seconds", "tokens")}
        rows.append((statistics.fmean(bits), f"| {name} | {lines[0]['parameters']:,} | {mean['tokens']:,.0f} | {len(lines)} | {mean['training_bits']:.4f} "
                     f"| {statistics.fmean(bits):.4f}{spread} | {mean['seconds']:.0f} |"))
    head = ["| run | parameters | tokens | seeds | training, bits per character | validation, bits per character | seconds |", "|---|---|---|---|---|---|---|"]
    return "\n".join(head + [row for _, row in sorted(rows, key=lambda each: (math.isnan(each[0]), each[0]))]) + "\n"


def compare(arguments):
    """Runs what is missing."""
    try:
        config = json.loads(Path(arguments.config).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ScaleoutError(f"{arguments.config}: cannot be read ({str(error).splitlines()[0]}); give a JSON file") from error
    runs = [each for each in plan(config) if arguments.only in (None, each[0])]
    if not runs:
        raise ScaleoutError(f"there is no run '{arguments.only}'; --list shows them")
    out = Path(arguments.out)
    path = out / "results.jsonl"
    results = [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.is_file() else []
    done = {(line["name"], line["seed"]): line["settings"] for line in results}
    for name, seed, settings in runs:
        if done.get((name, seed), settings) != settings:
            raise ScaleoutError(f"run '{name}' was made with other settings in {path}; give another --out or take its line out")
    if arguments.list:
        for name, seed, settings in runs:
            print(f"{'done' if (name, seed) in done else 'to do':6} {name}, seed {seed}: {json.dumps(settings)}")
        return
    torch.set_num_threads(arguments.threads)
    out.mkdir(parents=True, exist_ok=True)
    pack = TokenPack(arguments.pack)
    machine = Machine(Ranks(arguments.device), arguments.dtype, "auto", arguments.compile)
    for name, seed, settings in runs:
        if (name, seed) in done:
            continue
        line = run(name, seed, settings, pack, machine)
        results.append(line)
        with open(path, "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        (out / "table.md").write_text(table(results), "utf-8")
        print(f"\r{name}, seed {seed}: training {line['training_bits']:.4f}, validation {line['validation_bits']} bits per character, {line['seconds']:.0f} s")
    print(table(results), end="")


def main(words=None):
    parser = argparse.ArgumentParser(prog="python3 -m ascii_scaleout.ablate", description="Compares variants of the model at the same budget of tokens.")
    parser.add_argument("--pack", required=True)
    parser.add_argument("--config", required=True, help="JSON file of the runs")
    parser.add_argument("--out", required=True, help="folder of results.jsonl and table.md")
    parser.add_argument("--only", help="one run by name")
    parser.add_argument("--list", action="store_true", help="show the runs and which are done")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--dtype", choices=("fp32", "bf16"), default="fp32")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    try:
        compare(parser.parse_args(words))
    except ScaleoutError as error:
        sys.exit(f"ascii_scaleout: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
