#!/usr/bin/env bash
# Makes a model like models/default from scratch: corpus, packs, training, export. Sources are fetched by name and version
# with npm and apt-get. About seven hours on two cores; run again after an interruption it goes on. Usage: models/build_default.sh [FOLDER],
# default runs/default. STEPS_BREADTH, STEPS_DEPTH and STEPS_LAST shorten it.
#
# The released weights came by the same three stages, with four restarts in the second while the collection grew (docs/LOG.md).
set -euo pipefail
cd "$(dirname "$0")/.."
folder="${1:-runs/default}"
for tool in npm apt-get; do
    command -v "$tool" >/dev/null || { echo "build_default.sh: $tool is missing. Install it, it fetches the sources." >&2; exit 1; }
done
mkdir -p "$folder"
folder="$(cd "$folder" && pwd)"
dotnet build src/AsciiGen.Lab -c Release -v quiet
lab() { dotnet src/AsciiGen.Lab/bin/Release/net10.0/ascii-lab.dll "$@"; }
db="$folder/ascii_art.db" packages="$folder/packages"

# A run is begun, gone on with where it was left, or done.
train() { # NAME PACK STEPS options
    local run="$folder/$1" pack="$folder/$2" steps="$3"
    shift 3
    [ ! -e "$run.done" ] || return 0
    if [ -e "$run/last.json" ]; then
        lab train --resume-from "$run" --pack "$pack" --checkpoint-dir "$run"
    else
        lab train --checkpoint-dir "$run" --pack "$pack" --max-iters "$steps" --batch-tokens 2048 "$@"
    fi
    touch "$run.done"
}

lab corpus build --db "$db" --packages "$packages"

# Breadth first: all styles and sizes, words of every font. Then depth: the hand-drawn pieces mostly, those for the canvases that
# are asked for most often first, every subject, and letters of one width, which can be learned to spell with. Last, larger canvases and pictures more often.
lab corpus pack --db "$db" --out "$folder/breadth.safetensors" --seed 1 --validation 0.05 --weight hand=0.7,line=0.15,solid=0.05,banner=0.1
deep=(--seed 5 --validation 0.01 --every-subject --leave-out figlet,fonts,toilet-fonts)
lab corpus pack --db "$db" --out "$folder/depth.safetensors" "${deep[@]}" --weight hand=0.84,line=0.04,solid=0.02,banner=0.10 --hand-sizes 24x12=3,40x20=0.8,60x30=0.5
lab corpus pack --db "$db" --out "$folder/last.safetensors" "${deep[@]}" --weight hand=0.72,line=0.13,solid=0.07,banner=0.08 --hand-sizes 24x12=1.5,40x20=2,60x30=2
train breadth breadth.safetensors "${STEPS_BREADTH:-4000}" --preset medium --min-learning-rate 1e-3
then=(--min-learning-rate 2e-5 --warm-up 50 --prompt-rate 5 --curriculum 0 --exact-share 0.2)
train depth depth.safetensors "${STEPS_DEPTH:-14000}" --init-from "$folder/breadth" --learning-rate 8e-4 "${then[@]}" --seed 8
train last last.safetensors "${STEPS_LAST:-8000}" --init-from "$folder/depth" --learning-rate 6e-4 "${then[@]}" --seed 12

# What only pictures show it draws as an empty outline: not listed.
lab corpus subjects --style hand --db "$db" --packages "$packages" --out "$folder/subjects.tsv"
# The mean of the ends of both runs on hand drawings is better than either.
lab export --checkpoint "$folder/depth" --output-dir "$folder/depth-model" --quantize none
lab export --checkpoint "$folder/last" --average-with "$folder/depth-model" --output-dir "$folder/model" --int8-largest 63 --guidance 1.5 --varied-temperature 1.2 --name medium --license MIT \
    --subjects "$folder/subjects.tsv" --description "hand-drawn ASCII art, medium preset"
lab verify "$folder/model"
