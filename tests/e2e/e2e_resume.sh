#!/usr/bin/env bash
# A training run killed six times at random moments (SIGKILL) and resumed each time must end with the very bytes of one
# that was left alone: weights, optimiser, best and last, and every measured number. Also a damaged checkpoint and, where
# a file system may be mounted, a full disk. --write FILE keeps the transcript.
source "$(dirname "$0")/lib.sh"

transcript="$E2E_DIR/resume.transcript"
target=""
[ "${1:-}" = "--write" ] && target="${2:?--write needs a file}"
need "$pack" e2e_data.sh
build

shape=(--preset tiny --n-layer 2 --batch-tokens 1024 --seed 3 --threads 2)
often=(--eval-interval 10 --checkpoint-interval 5)
whole="$E2E_DIR/whole"
killed="$E2E_DIR/killed"
train() { lab train --pack "$pack" --max-iters 60 "${shape[@]}" "${often[@]}" "$@"; }
resume() { lab train --pack "$pack" --resume-from "$killed"; }
steps() { wc -l 2>/dev/null <"$killed/metrics.jsonl" || echo 0; }
saved() { sed -n 's/^  "step": \([0-9]*\),$/\1/p' "$killed/last.json" 2>/dev/null || true; }
tell() { say "$*"; printf '%s\n' "$*" >>"$transcript"; }
# Speed and time left are the only numbers that may differ.
story() { sed -E 's/"(tokens_per_second|seconds_left)":[^,}]*//g' "$1/metrics.jsonl" | sha256sum | cut -d' ' -f1; }
sum() { sha256sum "$1" | cut -d' ' -f1; }

: >"$transcript"
rm -rf "$whole" "$killed"
step "60 steps left alone" train --checkpoint-dir "$whole"
tell "60 steps left alone: weights $(sum "$whole/step-00000060.safetensors" | head -c 16)"

RANDOM=20261123
kills=0
moments=() # drawn here: a subshell would draw others each time
for _ in 1 2 3 4 5 6; do moments+=($((RANDOM % 54 + 5))); done
for moment in $(printf '%s\n' "${moments[@]}" | sort -n); do
    if [ -e "$killed/last.json" ]; then resume >/dev/null 2>>"$log" & else train --checkpoint-dir "$killed" >/dev/null 2>>"$log" & fi
    shell=$!
    while [ "$(steps)" -lt "$moment" ] && kill -0 "$shell" 2>/dev/null; do sleep 0.02; done
    sleep "0.0$((RANDOM % 90 + 10))"
    # The shell function runs in a shell of its own; the program is its child.
    if child="$(pgrep -P "$shell")" && kill -KILL $child 2>/dev/null; then
        kills=$((kills + 1))
        wait "$shell" 2>/dev/null || true
        tell "killed at step $(steps) or the next; the last checkpoint is step $(saved)"
        [ -e "$killed/last.json" ] || rm -rf "$killed"
    fi
    wait "$shell" 2>/dev/null || true
done
[ "$kills" -ge 5 ] || fail "only $kills runs were killed at work; the run is too short for this test"
step "the killed run to its end" resume
for file in step-00000060.safetensors last.json best.json samples.jsonl; do
    tell "$file: left alone $(sum "$whole/$file" | head -c 16), killed $kills times $(sum "$killed/$file" | head -c 16)"
    cmp -s "$whole/$file" "$killed/$file" || fail "$file differs from that of the run left alone"
done
tell "metrics.jsonl without the clock: $(story "$whole" | head -c 16), $(story "$killed" | head -c 16)"
[ "$(story "$whole")" = "$(story "$killed")" ] || fail "the killed run measured other numbers"
[ "$(cd "$whole" && ls)" = "$(cd "$killed" && ls)" ] || fail "the killed run kept other files"

printf 'x' | dd of="$killed/step-00000060.safetensors" bs=1 seek=100000 conv=notrunc status=none
step "go on past a damaged checkpoint" resume
grep -q 'is damaged; going on from step 55' "$E2E_DIR/step.err" || fail "the damaged checkpoint was not named: $(head -n 1 "$E2E_DIR/step.err")"
cmp -s "$whole/step-00000060.safetensors" "$killed/step-00000060.safetensors" || fail "past a damaged checkpoint came other weights"
tell "a byte of step 60 changed: $(head -n 1 "$E2E_DIR/step.err" | sed "s|$E2E_DIR/||g; s/SHA-256 is.*expects [0-9a-f]*/SHA-256 differs/; s/^ascii-lab: //; s/\.$//"), same weights at the end"

# A file system of its own that is too small; needs the right to mount one.
small="$E2E_DIR/small"
mkdir -p "$small"
if mount -t tmpfs -o size=16m tmpfs "$small" 2>/dev/null; then
    trap 'umount "$small" 2>/dev/null; finish' EXIT
    room="$(du -k "$whole/step-00000060.safetensors" | cut -f1)"
    mount -o remount,size="$((room * 5 / 2))k" "$small"
    if train --checkpoint-dir "$small/run" >/dev/null 2>"$E2E_DIR/full.err"; then fail "a run whose last checkpoint was not saved went well"; fi
    grep -q 'training goes on' "$E2E_DIR/full.err" || fail "a full disk was not told: $(tail -n 1 "$E2E_DIR/full.err")"
    last="$(sed -n 's/^  "step": \([0-9]*\),$/\1/p' "$small/run/last.json")"
    [ "$last" = 10 ] || fail "a disk with room for two checkpoints has step $last, not 10"
    mount -o remount,size=64m "$small"
    step "the same run once there is room" lab train --pack "$pack" --resume-from "$small/run"
    cmp -s "$whole/step-00000060.safetensors" "$small/run/step-00000060.safetensors" || fail "a run that met a full disk ended with other weights"
    tell "a full disk: step 10 stayed whole, training went on, exit code 1; resumed with room: same weights"
else
    tell "skipped: a full disk (no right to mount a file system)"
fi

if [ -n "$target" ]; then
    {
        echo "# A run killed and resumed"
        echo
        echo "\`tests/e2e/e2e_resume.sh --write FILE\`: the tiny preset with two blocks, 60 steps, checkpoints every 5, killed with SIGKILL at random moments (seeded)."
        echo "The first 16 digits of each SHA-256."
        echo
        sed 's/^/    /' "$transcript"
    } >"$target"
fi
