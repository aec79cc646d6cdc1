#!/usr/bin/env bash
# Tiny training: sixty steps on the pack, and a drawing with the trainer's own forward.
source "$(dirname "$0")/lib.sh"

need "$pack" e2e_data.sh
build
step "train 60 steps" lab train --pack "$pack" --preset tiny --max-iters 60 --checkpoint-dir "$checkpoints" --seed 1
require "$checkpoint"
require "$(ls "$checkpoints"/step-*60.safetensors)"
grep -q validation "$E2E_DIR/step.out" "$E2E_DIR/step.err" || fail "training told no validation loss"
for file in config.json metrics.jsonl samples.jsonl report.html; do require "$checkpoints/$file"; done
step "the report again" lab train report "$checkpoints" --out "$E2E_DIR/again.html"
cmp -s "$checkpoints/report.html" "$E2E_DIR/again.html" || fail "the report made again differs"

step "go on to 64" lab train --pack "$pack" --resume-from "$checkpoint" --max-iters 64 --checkpoint-dir "$E2E_DIR/resumed"
grep -q 'step 60 of 64' "$E2E_DIR/step.out" "$E2E_DIR/step.err" || fail "training did not go on at step 60"
step "draw" lab draw "cat" --checkpoint "$checkpoint" --greedy --width 24 --height 12
require "$E2E_DIR/step.out"
