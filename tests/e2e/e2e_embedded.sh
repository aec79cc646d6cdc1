#!/usr/bin/env bash
# The one file: publish with the export inside, then run it with nothing in its environment.
source "$(dirname "$0")/lib.sh"

need "$export16/model.safetensors" e2e_export.sh
build
if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then fail "no C linker: install clang or gcc to publish"; fi
publish() { ASCII_GEN_EXPORT_DIR="$export16" dotnet publish "$root/src/AsciiGen.Cli" -c Release -p:ProcessorLevels=v3 -o "$E2E_DIR/bin" --artifacts-path "$E2E_DIR/artifacts"; }
printf 'cat\thls\tkitty\tlynx\nhouse\thls\t\t\n' >"$export16/subjects.tsv"
step "publish" publish
[ "$(ls "$E2E_DIR/bin")" = "ascii-gen" ] || fail "more than the one file: $(ls "$E2E_DIR/bin")"
alone() { env -i "$E2E_DIR/bin/ascii-gen" "$@"; }
step "info" alone --info
grep -q embedded "$E2E_DIR/step.out" || fail "the model is not inside"
for prompt in cat house; do
    step "native draws $prompt" alone "$prompt" --greedy --width 24 --height 12
    cp "$E2E_DIR/step.out" "$E2E_DIR/native.txt"
    step "engine draws $prompt" gen "$prompt" --model "$export16" --greedy --width 24 --height 12
    cmp -s "$E2E_DIR/native.txt" "$E2E_DIR/step.out" || fail "the published program draws '$prompt' differently"
done
step "list what is inside" alone --list-subjects
[ "$(wc -l <"$E2E_DIR/step.out")" -eq "$(wc -l <"$export16/subjects.tsv")" ] || fail "the program lists $(wc -l <"$E2E_DIR/step.out") subjects, its list has $(wc -l <"$export16/subjects.tsv")"
step "cat" alone cat --seed 1 --width 24 --height 12
cp "$E2E_DIR/step.out" "$E2E_DIR/cat.txt"
step "kitty" alone kitty --seed 1 --width 24 --height 12
cmp -s "$E2E_DIR/cat.txt" "$E2E_DIR/step.out" || fail "kitty is drawn differently from cat"
say "$(du -h "$E2E_DIR/bin/ascii-gen" | cut -f1) published"
