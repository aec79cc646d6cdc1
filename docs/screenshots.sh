#!/usr/bin/env bash
# Makes docs/images: a terminal with ascii-gen in it (tmux, its cells and colours drawn by Chromium) and the page of the server.
# Needs tmux, chromium and python3: apt-get install tmux chromium python3.   Usage: docs/screenshots.sh [FOLDER]

set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
out="${1:-$root/docs/images}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
for tool in tmux chromium python3; do command -v "$tool" >/dev/null || { echo "docs/screenshots.sh: $tool is missing; apt-get install tmux chromium python3" >&2; exit 1; }; done

dotnet build "$root/src/AsciiGen.Cli" -c Release -v quiet >/dev/null
mkdir -p "$work/bin" "$out"
printf '#!/bin/sh\nexec dotnet "%s" "$@"\n' "$root/src/AsciiGen.Cli/bin/Release/net10.0/ascii-gen.dll" >"$work/bin/ascii-gen"
chmod +x "$work/bin/ascii-gen"
shot() { chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1.5 --virtual-time-budget="${4:-2000}" --window-size="$2" --screenshot="$out/$1" "$3" 2>/dev/null; }

terminal() { tmux -L screenshots -f /dev/null "$@"; }
terminal new-session -d -x 80 -y 37 "env PATH='$work/bin:$PATH' PS1='\$ ' COLORTERM=truecolor TERM=tmux-256color bash --norc --noprofile"
type_in() { terminal send-keys -l "$1"; terminal send-keys Enter; sleep 2.5; }
type_in 'ascii-gen "cat" --width 24 --height 12 --seed 1'
type_in 'ascii-gen hause --width 22 --height 9 --seed 11 --theme amber'
type_in 'ascii-gen rocket --count 5 --width 14 --height 9 --seed 1 --theme rainbow'
terminal capture-pane -e -p >"$work/screen.txt"
terminal kill-server
python3 - "$work/screen.txt" >"$work/screen.html" <<'PY'
import html, re, sys

rows, colour = [], "#d0d4da"
for row in open(sys.argv[1], encoding="utf-8").read().rstrip("\n").split("\n"):
    cells = ""
    for piece in re.split("(\x1b\\[[0-9;]*m)", row):
        code = re.fullmatch("\x1b\\[([0-9;]*)m", piece)
        if code is None:
            cells += f'<span style="color:{colour}">{html.escape(piece)}</span>'
        elif code[1].startswith("38;2;"):
            colour = "rgb(%s)" % ",".join(code[1].split(";")[2:5])
        else:
            colour = "#d0d4da"
    rows.append(cells)
print('<meta charset="utf-8"><body style="margin:0;background:#14161a"><pre style="margin:14px 18px;font:14px/1.2 \'DejaVu Sans Mono\',monospace">' + "\n".join(rows) + "</pre>")
PY
shot terminal.png 720,650 "file://$work/screen.html"

# The page by the tests' own browser, which knows when a drawing is done.
ASCII_GEN_SCREENSHOTS="$work" dotnet run --project "$root/tests/AsciiGen.Page.Tests" -c Release -- -explicit only -method '*Pictures_of_the_page*' >/dev/null
cp "$work/light-shown.png" "$out/page.png"
ls -l "$out"
