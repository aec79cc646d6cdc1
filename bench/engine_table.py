# The tables of bench/results/engine.md from the JSON that bench/engine.sh collects: PRESET.PROGRAM.KIND.ROUND in a folder.
# Ratios are those of each round, their median. Knows nothing of how the programs are run.

import json
import pathlib
import statistics
import sys

SIZES = ("24x12", "60x30")
OURS = ("float32", "bfloat16", "int8", "int4")
PEERS = (("onnx", "float32", "float32"), ("onnx", "int8", "int8, blocks (MatMulNBits)"), ("onnx", "int8_dynamic", "int8, dynamic (MatMulInteger)"),
         ("onnx", "int4", "int4, groups of 32 (MatMulNBits)"), ("torch", "float32", "float32"), ("torch", "int8", "int8, dynamic"))


class Results:
    """All rounds of all programs."""

    def __init__(self, folder):
        self._folder = pathlib.Path(folder)

    def rounds(self, preset, program, kind):
        found = sorted(self._folder.glob(f"{preset}.{program}.{kind}.*"), key=lambda path: int(path.suffix[1:]))
        return [json.loads(path.read_text()) for path in found]

    def note(self, preset):
        return (self._folder / f"{preset}.note").read_text().strip()


def median(rounds, name):
    return statistics.median(one[name] for one in rounds)


def ratio(ours, theirs, name):
    return statistics.median(a[name] / b[name] for a, b in zip(ours, theirs))


def speeds(results, preset):
    """Tokens a second, ours and the peer's."""
    base = results.rounds(preset, "ours", "float32")
    print("| program | weights | tokens/s 24 x 12 | tokens/s 60 x 30 | to our float32 | to the faster peer | nats a token |")
    print("|---|---|---:|---:|---|---|---|")
    for kind in OURS:
        rounds = results.rounds(preset, "ours", kind)
        rivals = [results.rounds(preset, program, theirs) for program, theirs, _ in PEERS if theirs.split("_")[0] == kind]
        against = ", ".join(to_fastest(rounds, rivals, f"tokens_per_second_{size}") for size in SIZES) if rivals else ""
        print(row("ascii-gen", kind, rounds, base, against))
    for program, kind, name in PEERS:
        rounds = results.rounds(preset, program, kind)
        print(row(rounds[0]["program"], name, rounds, base, ""))


def to_fastest(rounds, rivals, name):
    return f"{ratio(rounds, max(rivals, key=lambda each: median(each, name)), name):.2f}"


def row(program, kind, rounds, base, against):
    speed = " | ".join(f"{median(rounds, f'tokens_per_second_{size}'):,.0f}" for size in SIZES)
    to_base = ", ".join(f"{ratio(rounds, base, f'tokens_per_second_{size}'):.2f}" for size in SIZES)
    nats = ", ".join(f"{rounds[0][f'nats_per_token_{size}']:.4f}" for size in SIZES)
    return f"| {program} | {kind} | {speed} | {to_base} | {against} | {nats} |"


def details(results, preset):
    """What else `ascii-gen bench` tells."""
    columns = [results.rounds(preset, "ours", kind) for kind in OURS]
    print("| | " + " | ".join(OURS) + " |")
    print("|---|" + "---:|" * len(OURS))
    lines = [("weights, MB", "weights_bytes", 1e-6, 2), ("load, ms", "load_ms", 1, 1), ("peak memory after one drawing, MB", "peak_memory_bytes", 1e-6, 1)]
    for size in SIZES:
        shown = size.replace("x", " x ")
        lines += [(f"{shown}: tokens/s of two drawings in two threads", f"tokens_per_second_two_threads_{size}", 1, 0),
                  (f"{shown}: bytes allocated a token", f"allocated_bytes_per_token_{size}", 1, 1), (f"{shown}: ms for a sampled drawing", f"drawing_ms_{size}", 1, 1),
                  (f"{shown}: its tokens, mean", f"drawing_tokens_{size}", 1, 0), (f"{shown}: 8 candidates to 1, one thread", f"candidates_8_{size}", 1, 2),
                  (f"{shown}: 8 candidates to 1, two threads", f"candidates_8_two_threads_{size}", 1, 2)]
    for label, name, scale, digits in lines:
        if name in columns[0][0]:
            print(f"| {label} | " + " | ".join(f"{scale * median(rounds, name):,.{digits}f}" for rounds in columns) + " |")


def processes(results, presets):
    """Whole processes."""
    print("| model | weights | drawing | ms, start to end | ms on the processor | peak memory, MB |")
    print("|---|---|---|---:|---:|---:|")
    for preset in ["inside", *presets]:
        for kind in ("inside",) if preset == "inside" else ("int8", "int4"):
            for size in SIZES:
                rounds = results.rounds(preset, "process", f"{kind}-{size}")
                names = ("models/default, inside", "as it is") if preset == "inside" else (f"{preset}, by --model", kind)
                print(f"| {names[0]} | {names[1]} | {size.replace('x', ' x ')} | {median(rounds, 'wall_ms'):.1f} | {median(rounds, 'processor_ms'):.1f} "
                      f"| {1e-6 * median(rounds, 'peak_memory_bytes'):.1f} |")


def main(folder, presets):
    results = Results(folder)
    first = results.rounds(presets[0], "ours", "float32")[0]
    onnx, torch = (results.rounds(presets[0], program, "float32")[0]["program"] for program in ("onnx", "torch"))
    print(f"Ours: {first['program']}, {first['processor']}. {onnx} from NuGet: all optimisations, everything bound to memory that stays, grouped attention with caches written in "
          f"place, fused norms. {torch}, as Debian builds it (no FBGEMM, hence its int8): caches in place, queries, keys and values in one product. All go through the same two known "
          f"drawings of {first['replayed_tokens_24x12']} and {first['replayed_tokens_60x30']} tokens, one at a time; ours also bars tokens and samples. `nats a token` is how surprised the "
          "model is by them: equal numbers, equal computation. Ratios are for 24 x 12 and 60 x 30, to the fastest peer of the same precision.")
    for preset in presets:
        rounds = results.rounds(preset, "ours", "float32")[0]
        difference = max(one[f"largest_logit_difference_{size}"] for program in ("onnx", "torch") for one in results.rounds(preset, program, "float32") for size in SIZES)
        print(f"\n## {preset}: {rounds['parameters']:,} parameters, {results.note(preset)}\n")
        speeds(results, preset)
        print(f"\nLargest difference of a logit between the peers' float32 and the trainer's twin with the same weights: {difference:.1e}. The peers' int8 and int4 are rounded by the largest of a row or group.\n")
        details(results, preset)
    print("\n## Whole processes\n\n`ascii-gen cat --seed 1` with the size named, files in the cache.\n")
    processes(results, presets)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2].split())
