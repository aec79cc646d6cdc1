#!/usr/bin/env bash
# Data sanity: our own drawings into a new database and out again as a token pack.
source "$(dirname "$0")/lib.sh"

build
step "new database" lab corpus init --db "$db"
step "import our drawings" lab corpus import hand "$root/art/hand" --db "$db"
step "count them" lab corpus stats --db "$db"
grep -Eq '[0-9]{3,}' "$E2E_DIR/step.out" || fail "the statistics count fewer than 100 drawings"
step "find the cat" lab corpus search cat --db "$db"
grep -qi cat "$E2E_DIR/step.out" || fail "no cat in the corpus"
step "pack" lab corpus pack --db "$db" --out "$pack"
require "$pack"
require "${pack%.safetensors}.json"

say "the same import again changes nothing"
before="$(lab corpus stats --db "$db")"
step "import again" lab corpus import hand "$root/art/hand" --db "$db"
[ "$before" = "$(lab corpus stats --db "$db")" ] || fail "importing the same files again changed the corpus"
