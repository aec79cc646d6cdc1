#!/usr/bin/env bash
# Cross-validated inference: the engine must draw, character for character, what the trainer's own forward draws.
source "$(dirname "$0")/lib.sh"

need "$export32/model.safetensors" e2e_export.sh
build
for prompt in cat house star "sailing boat"; do
    step "trainer draws $prompt" lab draw "$prompt" --checkpoint "$checkpoint" --greedy --width 24 --height 12
    cp "$E2E_DIR/step.out" "$E2E_DIR/trainer.txt"
    step "engine draws $prompt" gen "$prompt" --model "$export32/model.safetensors" --greedy --width 24 --height 12
    require "$E2E_DIR/step.out"
    cmp -s "$E2E_DIR/trainer.txt" "$E2E_DIR/step.out" || fail "engine and trainer draw '$prompt' differently"
done

say "limits hold in 20 samples"
for seed in $(seq 1 20); do
    gen cat --model "$export16" --seed "$seed" --width 9 --height 4 --max-chars 25 --temperature 1.5 >"$E2E_DIR/sample.txt" 2>>"$log" || fail "seed $seed"
    awk 'length > 9 { exit 1 } { all += length + 1 } END { if (NR > 4 || all - 1 > 25) exit 1 }' "$E2E_DIR/sample.txt" || fail "seed $seed broke a limit"
done
step "info" gen --info --model "$export16"
