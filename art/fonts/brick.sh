#!/usr/bin/env bash
# Makes brick.flf, brick-wide.flf and brick-large.flf from brick.txt: one cell of the alphabet is 1x1, 2x1 or 4x2 characters.
set -euo pipefail
cd "$(dirname "$0")"
make_font() { # name, columns and rows of a cell
    awk -v name="$1" -v across="$2" -v down="$3" '
        function times(text, n,    all) { while (n-- > 0) all = all text; return all }
        /^# The/ { next }
        { glyph[substr($0, 1, 1)] = substr($0, 3) }
        END {
            printf "flf2a$ %d %d %d -1 2\n", 5 * down, 5 * down, 6 * across + 2
            printf "%s by the ascii-gen authors, CC0 1.0. Made from brick.txt by brick.sh.\nEvery letter is %d columns wide, and one cell apart from the next.\n", name, 5 * across
            for (code = 32; code < 127; code++) {
                sign = toupper(sprintf("%c", code))
                if (split(glyph[sign], rows, "/") != 5) { print "brick.sh: brick.txt has no " sign > "/dev/stderr"; exit 1 }
                mark = sign == "@" ? "%" : "@"
                for (row = 1; row <= 5; row++) {
                    line = ""
                    for (cell = 1; cell <= 5; cell++) line = line times(substr(rows[row], cell, 1) == "#" ? "#" : "$", across)
                    for (copy = 1; copy <= down; copy++) print line times("$", across) times(mark, 1 + (row == 5 && copy == down))
                }
            }
        }' brick.txt > "$1.flf"
}
make_font brick 1 1
make_font brick-wide 2 1
make_font brick-large 4 2
