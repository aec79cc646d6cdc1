#!/usr/bin/env bash
# Export in every type, and verification, which must also refuse a damaged export.
source "$(dirname "$0")/lib.sh"

need "$checkpoint" e2e_train.sh
build
for type in float32 float16 bfloat16; do
    step "export $type" lab export --checkpoint "$checkpoint" --output-dir "$E2E_DIR/export-$type" --dtype "$type" --quantize both
    for file in model.safetensors model_int8.safetensors model_int4.safetensors quant_config.json config.json tokenizer.json; do require "$E2E_DIR/export-$type/$file"; done
    step "verify $type" lab verify "$E2E_DIR/export-$type"
done
step "export a fresh model" lab export --preset tiny --output-dir "$E2E_DIR/export-fresh" --dtype float32
step "verify it" lab verify "$E2E_DIR/export-fresh"

say "a damaged export must be refused"
cp -r "$export32" "$E2E_DIR/export-damaged"
for file in model model_int4; do
    cp "$export32/model.safetensors" "$export32/model_int4.safetensors" "$E2E_DIR/export-damaged"
    truncate -s -64 "$E2E_DIR/export-damaged/$file.safetensors"
    if lab verify "$E2E_DIR/export-damaged" >>"$log" 2>&1; then fail "verify accepted a truncated $file.safetensors"; fi
done
