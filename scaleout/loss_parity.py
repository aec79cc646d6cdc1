# Trains the same run with ascii-lab and with the twin, from the same seed: the same weights at first, the same batches.
# Writes both curves of the training loss as CSV and as a picture, and says by how much they differ at most.
#
#   python3 loss_parity.py --pack ../data/pack.safetensors [--steps 200] [--out ../bench/results]

import argparse
import csv
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
WIDTH, LEFT, RIGHT = 760, 64, 20
PANELS = ((40, 230), (320, 130))  # top and height of the loss and of the difference

STYLE = """
svg { background: #fff; font: 13px sans-serif; fill: #333 } .axis { stroke: #bbb; fill: none } .title { font-size: 15px; fill: #111 }
.ours { stroke: #2a6fdb; fill: none; stroke-width: 4; stroke-opacity: .45 } .twin { stroke: #d9480f; fill: none; stroke-width: 1.2 }
.gap { stroke: #555; fill: none; stroke-width: 1.2 } text.ours { fill: #2a6fdb; stroke: none } text.twin { fill: #d9480f; stroke: none }
@media (prefers-color-scheme: dark) { svg { background: #16181c; fill: #bbb } .title { fill: #eee } .axis { stroke: #444 } .gap { stroke: #999 }
.ours { stroke: #6ea8fe } text.ours { fill: #6ea8fe } .twin { stroke: #ff9a62 } text.twin { fill: #ff9a62 } }
"""


def losses(command, folder):
    """Runs a training command; returns the loss of each step."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"loss_parity: {' '.join(map(str, command))} ended with {done.returncode}: {done.stderr.strip().splitlines()[-1]}")
    lines = (Path(folder) / "metrics.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line)["loss"] for line in lines]


def line(panel, values, low, high, style):
    """A curve as an SVG polyline."""
    top, height = PANELS[panel]
    step = (WIDTH - LEFT - RIGHT) / max(1, len(values) - 1)
    points = " ".join(f"{LEFT + i * step:.1f},{top + height * (high - value) / (high - low):.2f}" for i, value in enumerate(values))
    return f'<polyline class="{style}" points="{points}"/>'


def axis(panel, low, high, ticks, label):
    """Horizontal lines with their values, and what is shown."""
    top, height = PANELS[panel]
    parts = [f'<text x="{LEFT}" y="{top - 12}">{label}</text>']
    for value, text in ticks:
        y = top + height * (high - value) / (high - low)
        parts.append(f'<path class="axis" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/><text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{text}</text>')
    return "".join(parts)


def picture(ours, twin, title):
    """The whole SVG."""
    low, high = math.floor(min(ours + twin)), math.ceil(max(ours + twin))
    gaps = [math.log10(max(abs(a - b), 1e-9)) for a, b in zip(ours, twin)]
    bottom, ceiling = math.floor(min(gaps)), math.ceil(max(gaps))
    height = PANELS[1][0] + PANELS[1][1] + 40
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}">', f"<style>{STYLE}</style>",
        f'<text class="title" x="{LEFT}" y="18">{title}</text>',
        axis(0, low, high, [(value, value) for value in range(low, high + 1)], ""), line(0, ours, low, high, "ours"), line(0, twin, low, high, "twin"),
        f'<text class="ours" x="{WIDTH - RIGHT - 8}" y="62" text-anchor="end">ascii-lab train</text>',
        f'<text class="twin" x="{WIDTH - RIGHT - 8}" y="82" text-anchor="end">PyTorch twin</text>',
        axis(1, bottom, ceiling, [(value, f"1e{value}") for value in range(bottom, ceiling + 1)], "difference of the two losses"), line(1, gaps, bottom, ceiling, "gap"),
        f'<text x="{LEFT}" y="{height - 14}">step 1</text><text x="{WIDTH - RIGHT}" y="{height - 14}" text-anchor="end">step {len(ours)}</text>', "</svg>", ""])


def main():
    parser = argparse.ArgumentParser(description="Trains one run with both programs and compares the losses.")
    parser.add_argument("--pack", required=True)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--preset", default="tiny")
    parser.add_argument("--batch-tokens", type=int, default=4096)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", default=str(ROOT.parent / "bench" / "results"), help="folder of loss_parity.csv and loss_parity.svg")
    parser.add_argument("--lab", default="dotnet run --project ../src/AsciiGen.Lab -c Release --", help="how ascii-lab is started, in this folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        options = ["--pack", Path(arguments.pack).resolve(), "--preset", arguments.preset, "--max-iters", arguments.steps, "--batch-tokens", arguments.batch_tokens,
                   "--eval-interval", 0, "--checkpoint-interval", 0, "--threads", arguments.threads]
        ours = losses([*arguments.lab.split(), "train", *map(str, options), "--checkpoint-dir", folder + "/ours"], folder + "/ours")
        twin = losses([sys.executable, "-m", "ascii_scaleout.train", *map(str, options), "--checkpoint-dir", folder + "/twin"], folder + "/twin")
    gaps = [abs(a - b) for a, b in zip(ours, twin)]
    worst = max(range(len(gaps)), key=gaps.__getitem__)
    out = Path(arguments.out)
    with open(out / "loss_parity.csv", "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["step", "ascii_lab", "pytorch"])
        rows.writerows([i + 1, f"{a:.9f}", f"{b:.9f}"] for i, (a, b) in enumerate(zip(ours, twin)))
    title = f"Training loss of the same run in both programs ({arguments.preset}, nats per token)"
    (out / "loss_parity.svg").write_text(picture(ours, twin, title), "utf-8")
    print(f"{len(ours)} steps from {ours[0]:.4f} to {ours[-1]:.4f}: the losses differ by {gaps[worst]:.1e} at most (step {worst + 1}), by {sum(gaps) / len(gaps):.1e} on average")


if __name__ == "__main__":
    main()
