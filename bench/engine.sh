#!/usr/bin/env bash
# Measures drawing: the published native file with float32, bfloat16, int8 and int4 weights (`ascii-gen bench`), and ONNX Runtime and PyTorch
# with the same weights on the same drawings, in turns, one thread; medians over rounds. Whole processes too, with the model
# inside. Writes bench/results/engine.md.
#
#   bench/engine.sh [--rounds 5] [--presets "medium small"] [--checkpoint FOLDER]
#
# medium has the weights of models/default, rounded once to int8; other presets have those of --checkpoint (a run of the trainer) or else random
# ones, which silence fewer neurons than trained ones, and drawings then never end: such figures are marked.

set -euo pipefail
cd "$(dirname "$0")/.."
rounds=5 presets="medium" checkpoint=""
report=bench/results/engine.md

refuse() {
    echo "engine.sh: $*" >&2
    exit 2
}

while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || refuse "$1 has no value. Options: --rounds --presets --checkpoint."
    case "$1" in
        --rounds) rounds=$2 ;;
        --presets) presets=$2 ;;
        --checkpoint) checkpoint=$2 ;;
        *) refuse "unknown option $1. Options: --rounds --presets --checkpoint." ;;
    esac
    shift 2
done

python=/usr/bin/python3
"$python" -c 'import torch, numpy' 2>/dev/null || refuse "python3-torch is not installed. Install it: apt-get install python3-torch python3-numpy."

commit="$(git rev-parse --short HEAD)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
results="$work/results"
mkdir "$results"
dotnet build src/AsciiGen.Lab -c Release -v quiet >/dev/null
dotnet build bench/onnxruntime/onnxruntime.csproj -c Release -v quiet >/dev/null
dotnet publish src/AsciiGen.Cli -c Release -v quiet -o "$work/published" >/dev/null
program="$work/published/ascii-gen"
peer="$PWD/bench/onnxruntime/bin/Release/net10.0/linux-x64/replay-onnxruntime.dll"

lab() { dotnet src/AsciiGen.Lab/bin/Release/net10.0/ascii-lab.dll "$@"; }

for preset in $presets; do
    note="trained"
    case "$preset" in
        medium) source=(--model models/default) ;;
        *)
            source=(--preset "$preset")
            if [ -n "$checkpoint" ]; then source=(--checkpoint "$checkpoint"); else note="random weights"; fi
            ;;
    esac
    echo "$note" >"$results/$preset.note"
    lab export "${source[@]}" --output-dir "$work/$preset" --dtype float32 --quantize both >&2
    lab export "${source[@]}" --output-dir "$work/$preset-16" --dtype bfloat16 --quantize none >&2
    OMP_NUM_THREADS=1 "$python" bench/engine_onnx.py "$work/$preset" "$work/$preset/onnx"
done

weights_of() {
    case "$2" in
        float32) echo "$work/$1/model.safetensors" ;;
        bfloat16) echo "$work/$1-16/model.safetensors" ;;
        *) echo "$work/$1/model_$2.safetensors" ;;
    esac
}

for round in $(seq "$rounds"); do
    for preset in $presets; do
        for precision in float32 bfloat16 int8 int4; do
            echo "round $round of $rounds, $preset, $precision" >&2
            "$program" bench --json --model "$(weights_of "$preset" "$precision")" >"$results/$preset.ours.$precision.$round"
            [ "$precision" = bfloat16 ] || dotnet "$peer" "$work/$preset/onnx" "$precision" >"$results/$preset.onnx.$precision.$round"
        done
        for precision in float32 int8; do
            OMP_NUM_THREADS=1 "$python" bench/engine_torch.py "$work/$preset" "$work/$preset/onnx" "$precision" 2 >"$results/$preset.torch.$precision.$round"
        done
        dotnet "$peer" "$work/$preset/onnx" int8_dynamic >"$results/$preset.onnx.int8_dynamic.$round"
        for precision in int8 int4; do
            "$python" bench/time_process.py "$program" cat --seed 1 --width 24 --height 12 --model "$(weights_of "$preset" "$precision")" >"$results/$preset.process.$precision-24x12.$round"
            "$python" bench/time_process.py "$program" cat --seed 1 --width 60 --height 30 --model "$(weights_of "$preset" "$precision")" >"$results/$preset.process.$precision-60x30.$round"
        done
    done
    for size in "24 12" "60 30"; do
        "$python" bench/time_process.py "$program" cat --seed 1 --width "${size% *}" --height "${size#* }" >"$results/inside.process.inside-${size/ /x}.$round"
    done
done

mkdir -p "$(dirname "$report")"
{
    echo "# Drawing speed"
    echo
    echo "\`bench/engine.sh\` on $(date -u +%Y-%m-%d), commit $commit, .NET $(dotnet --version), $(LC_ALL=C lscpu | sed -n 's/^Model name: *//p' | head -n 1), $(nproc) processors;"
    echo "medians over the rounds, $rounds, in turns. One thread unless said. The one file has $(stat -c %s "$program" | awk '{printf "%.1f", $1 / 1e6}') MB, the model of \`models/default\` inside."
    echo
    "$python" bench/engine_table.py "$results" "$presets"
} >"$work/report"
cp "$work/report" "$report"
cat "$report"
