#!/usr/bin/env bash
# A corpus built from a recipe, killed twenty times at random moments: it must end with the very content of a build
# that was left alone, with no row lost or doubled. Needs no network: all sources are files of this repository.
source "$(dirname "$0")/lib.sh"

build
mkdir -p "$E2E_DIR/recipe/corpus"
recipe="$E2E_DIR/recipe/corpus/small.json"
ln -sfn "$root/art" "$E2E_DIR/recipe/art"
cat >"$recipe" <<'JSON'
{
  "format": "ascii-gen-recipe",
  "format_version": 1,
  "sources": [
    { "name": "hand", "kind": "hand", "path": "art/hand", "license": "CC0-1.0", "attribution": "ours", "url": "https://example.org", "styles": ["hand"], "max_pictures": 900 },
    { "name": "quickdraw", "kind": "quickdraw", "path": "strokes.ndjson", "license": "CC0-1.0", "attribution": "made here", "url": "https://example.org", "styles": ["line"] },
    { "name": "fonts", "kind": "figlet", "path": "art/fonts", "license": "CC0-1.0", "attribution": "ours", "url": "https://example.org", "styles": ["banner"], "max_pictures": 60 }
  ]
}
JSON
# Pictures that take a while: stars of ever more strokes.
awk 'BEGIN {
    for (picture = 1; picture <= 150; picture++) {
        printf "{\"word\": \"star\", \"key_id\": \"%d\", \"drawing\": [", picture
        for (ray = 0; ray < 5 + picture % 40; ray++) {
            turn = 6.2831853 * ray / (5 + picture % 40) + picture / 100
            printf "%s[[%d, %d], [%d, %d]]", ray ? ", " : "", 128 + 40 * cos(turn), 128 + 120 * cos(turn), 128 + 40 * sin(turn), 128 + 120 * sin(turn)
        }
        print "]}"
    }
}' >"$E2E_DIR/recipe/strokes.ndjson"
corpus_build() { lab corpus build --recipe "$recipe" --db "$1" --packages "$E2E_DIR/packages"; }
digest() { lab corpus stats --digest --db "$1"; }

step "a build left alone" corpus_build "$E2E_DIR/whole.db"
step "the same again does nothing" corpus_build "$E2E_DIR/whole.db"

say "killed twenty times"
RANDOM=20261123
killed=0
for _ in $(seq 20); do
    corpus_build "$E2E_DIR/killed.db" >/dev/null 2>>"$log" &
    pid=$!
    sleep "$((RANDOM % 4)).$((RANDOM % 10))"
    # The shell function runs in a shell of its own; the program is its child.
    if child="$(pgrep -P "$pid" 2>/dev/null)"; then
        kill -KILL $child 2>/dev/null && killed=$((killed + 1))
    fi
    wait "$pid" 2>/dev/null || true
done
say "$killed of 20 were still at work"
[ "$killed" -ge 10 ] || fail "only $killed builds were killed at work; the build is too short for this test"
step "the build that was killed, to its end" corpus_build "$E2E_DIR/killed.db"
[ "$(digest "$E2E_DIR/whole.db")" = "$(digest "$E2E_DIR/killed.db")" ] || fail "the build that was killed ended with another content"

say "two builds at a time"
corpus_build "$E2E_DIR/two.db" >/dev/null 2>>"$log" &
pid=$!
sleep 2
if corpus_build "$E2E_DIR/two.db" >"$E2E_DIR/second.out" 2>&1; then fail "a second build on the same database was let in"; fi
grep -q "another build is at work" "$E2E_DIR/second.out" || fail "the second build does not say why it stopped"
wait "$pid" || fail "the first build was disturbed by the second"
[ "$(digest "$E2E_DIR/whole.db")" = "$(digest "$E2E_DIR/two.db")" ] || fail "the build that a second one met ended with another content"

# A file system of its own that is too small; needs the right to mount one.
small="$E2E_DIR/small"
mkdir -p "$small"
if mount -t tmpfs -o size=3m tmpfs "$small" 2>/dev/null; then
    trap 'umount "$small" 2>/dev/null; finish' EXIT
    say "a full disk"
    if corpus_build "$small/full.db" >/dev/null 2>"$E2E_DIR/full.err"; then fail "a build went well on a disk that cannot hold it"; fi
    grep -q "disk is full" "$E2E_DIR/full.err" || fail "a full disk is not called so: $(tail -n 1 "$E2E_DIR/full.err")"
    mount -o remount,size=200m "$small"
    step "the same build once there is room" corpus_build "$small/full.db"
    [ "$(digest "$E2E_DIR/whole.db")" = "$(digest "$small/full.db")" ] || fail "a build that met a full disk ended with another content"
else
    say "skipped: a full disk (no right to mount a file system)"
fi
