#!/usr/bin/env bash
# Makes docs/GALLERY.md and the drawings at the top of README.md: fixed words, sizes and seeds, drawn with the default model and
# taken as they come. The same text on every processor, so `docs/gallery.sh --check` tells whether both are what the program draws.
# PROGRAM names another ascii-gen than the one that is built from here.
set -euo pipefail
cd "$(dirname "$0")/.."
program="${PROGRAM:-src/AsciiGen.Cli/bin/Release/net10.0/ascii-gen}"
[ -x "$program" ] || dotnet build src/AsciiGen.Cli -c Release -v quiet >&2
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

draw() { "$program" "$@" 2>/dev/null; }

# Drawings side by side, as high as the highest, standing on one line.
beside() { # files
    awk '
        FNR == 1 { file++ }
        { rows[file] = FNR; cell[file, FNR] = $0; if (length($0) > wide[file]) wide[file] = length($0) }
        END {
            for (i = 1; i <= file; i++) if (rows[i] > most) most = rows[i]
            for (r = 1; r <= most; r++) {
                line = ""
                for (i = 1; i <= file; i++) {
                    text = cell[i, r - most + rows[i]]
                    line = line sprintf("%-" (wide[i] + 5) "s", text)
                }
                sub(/ +$/, "", line)
                print line
            }
        }' "$@"
}

# One row of the gallery: the words of a list, drawn with the same options, side by side.
row() { # options, words separated by commas
    local options="$1" words word files=() commands=""
    IFS=, read -ra words <<<"$2"
    for word in "${words[@]}"; do
        # shellcheck disable=SC2086
        draw "$word" $options >"$work/${#files[@]}" || { echo "gallery.sh: '$program $word $options' failed" >&2; exit 1; }
        files+=("$work/${#files[@]}")
        commands="$commands${commands:+, }\`$word\`"
    done
    printf '\n%s, each with `%s`:\n\n```\n' "$commands" "$options"
    beside "${files[@]}"
    printf '```\n'
}

gallery() {
    cat <<'EOF'
# Gallery

What the default model draws, made by `docs/gallery.sh` with fixed seeds: nothing was picked out. `ascii-gen WORD` and the options give the
same text on every processor.

## 24 columns, 12 rows
EOF
    for words in cat,house,tree,car fish,rocket,guitar,umbrella apple,key,robot,penguin bicycle,mushroom,cup,crown; do row "--width 24 --height 12 --seed 1" "$words"; done
    printf '\n## Eight seeds of one word\n'
    for seeds in 1,2,3,4 5,6,7,8; do
        local files=()
        for seed in ${seeds//,/ }; do
            draw owl --width 24 --height 12 --candidates 1 --seed "$seed" >"$work/$seed"
            files+=("$work/$seed")
        done
        printf '\n`owl --width 24 --height 12 --candidates 1`, seeds %s:\n\n```\n' "$seeds"
        beside "${files[@]}"
        printf '```\n'
    done
    printf '\n## 12 columns, 6 rows\n'
    row "--width 12 --height 6 --seed 1" "cat,house,fish,tree,heart,key"
    printf '\n## 40 columns, 20 rows\n'
    row "--width 40 --height 20 --seed 1" "cat,sailboat"
    row "--width 40 --height 20 --seed 1" "castle,camera"
    printf '\n## 60 columns, 30 rows\n'
    row "--width 60 --height 30 --seed 1" "elephant"
    printf '\n## Styles\n'
    row "--style line --width 32 --height 16 --seed 1" "bell,anchor"
    row "--style solid --width 32 --height 16 --seed 1" "heart,apple"
    row "--style banner --width 48 --height 5 --seed 1" "ascii"
}

readme() { # everything before the drawings' mark, the drawings, everything after
    draw cat --width 24 --height 12 --seed 1 >"$work/a"
    draw sailboat --width 32 --height 16 --seed 1 >"$work/b"
    draw key --width 24 --height 12 --seed 1 >"$work/c"
    awk -v drawings="$(beside "$work/a" "$work/b" "$work/c" | sed 's/\\/\\\\/g')" '
        /^<!-- docs\/gallery.sh -->$/ { print; print "```"; print drawings; print "```"; skip = 1; next }
        /^<!-- end -->$/ { skip = 0 }
        !skip { print }' README.md
}

gallery >"$work/gallery"
readme >"$work/readme"
if [ "${1:-}" = --check ]; then
    diff docs/GALLERY.md "$work/gallery" && diff README.md "$work/readme" || { echo "gallery.sh: the gallery is not what the program draws; run docs/gallery.sh" >&2; exit 1; }
else
    cp "$work/gallery" docs/GALLERY.md
    cp "$work/readme" README.md
fi
