# The tables of bench/results/train.md from the JSON that bench/train.sh collects: PRESET-PROGRAM-ROUND.json in a folder.
# Knows nothing of how the programs are run.

import glob
import json
import os
import statistics
import sys

PROGRAMS = ("ours", "debian", "directly")


def read(folder, preset, program):
    """All rounds of one program."""
    found = []
    for path in sorted(glob.glob(os.path.join(folder, f"{preset}-{program}-*.json"))):
        with open(path, encoding="utf-8") as file:
            found.append(json.load(file))
    return found


def median(rounds, name):
    return statistics.median(one[name] for one in rounds)


def main(folder, presets):
    print("| preset | program | tokens/s | lowest..highest | GFLOP/s | ms a step | ours is faster |")
    print("|---|---|---:|---|---:|---:|---:|")
    for preset in presets:
        ours = read(folder, preset, "ours")
        for program in PROGRAMS:
            rounds = read(folder, preset, program)
            if not rounds:
                continue
            name = "ascii-lab" if program == "ours" else rounds[0]["program"]
            speeds = [one["tokens_per_second"] for one in rounds]
            speed = statistics.median(speeds)
            ratio = "" if program == "ours" else f"{median(ours, 'tokens_per_second') / speed:.2f} times"
            print(f"| {preset} | {name} | {speed:,.0f} | {min(speeds):,.0f}..{max(speeds):,.0f} | {median(rounds, 'gflops_per_second'):.1f} "
                  f"| {median(rounds, 'step_ms_median'):,.1f} | {ratio} |")
    print("\nGFLOP/s count what the model needs, the same for every program: 6 per weight of a linear map and token, 12 d per visible pair and layer.")
    print("\nWhere the time of ours goes, ms a step:\n")
    stages = {preset: [one["stages_ms"] for one in read(folder, preset, "ours")] for preset in presets}
    print("| work | " + " | ".join(presets) + " |")
    print("|---|" + "---:|" * len(presets))
    for stage in stages[presets[0]][0]:
        values = [median(stages[preset], stage) for preset in presets]
        if any(values):
            print(f"| {stage.replace('_', ' ')} | " + " | ".join(f"{value:.1f}" for value in values) + " |")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2].split())
