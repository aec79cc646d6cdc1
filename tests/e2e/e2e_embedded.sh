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
mcp() { (printf '%s\n' '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"e2e","version":"1"}}}' \
    '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list_subjects","arguments":{"query":"kitty"}}}'; sleep 1) | alone mcp; }
step "mcp" mcp
if grep -qw avx2 /proc/cpuinfo || [ "$(uname -m)" != x86_64 ]; then grep -q '"subjects":\["cat"\]' "$E2E_DIR/step.out" || fail "mcp lists no cat"; fi
say "$(du -h "$E2E_DIR/bin/ascii-gen" | cut -f1) published"
