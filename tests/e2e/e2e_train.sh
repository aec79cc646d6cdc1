#!/usr/bin/env bash
# Tiny training: sixty steps on the pack, and a drawing with the trainer's own forward.
source "$(dirname "$0")/lib.sh"

need "$pack" e2e_data.sh
build
step "train 60 steps" lab train --pack "$pack" --preset tiny --max-iters 60 --checkpoint-dir "$checkpoints" --seed 1
require "$checkpoints/last/checkpoint.safetensors"
require "$checkpoints/last/checkpoint.json"
step "go on from the checkpoint" lab train --pack "$pack" --preset tiny --max-iters 64 --checkpoint-dir "$checkpoints" --resume-from "$checkpoints/last" --seed 1
step "draw" lab draw "cat" --checkpoint "$checkpoints/last" --greedy --width 24 --height 12
require "$E2E_DIR/step.out"
