// The help, written by hand so that it fits a screen of 80 x 24 and shows every default. A test holds it to OptionTable.

namespace AsciiGen.Cli;

internal static class HelpText
{
    public const string Text =
        """
        ascii-gen draws what you name in plain text.  Every option in full: --man

        Usage: ascii-gen PROMPT [options]         words without quotes are joined
               ascii-gen - [options] < FILE       a prompt a line; --jsonl: JSON lines
               ascii-gen --list-subjects [WORD] | --info | --version | --help
               ascii-gen bench [--json] | mcp | --completions bash|zsh|fish|powershell

          --width N, --height N   most columns, rows  [40, 20; less in a small terminal]
          --max-chars N, --chars TEXT   so many characters, only these    [no limit]
          --style NAME     hand, line, solid or banner      [what it was trained in]
          --strict         refuse instead of guessing what is meant
          --continue FILE, --mirror   finish these rows; turn it left to right
          --seed N, --count N   same seed, same drawing; a sheet of N      [any, 1]
          --candidates N, --threads M   the best of N, drawn in M threads  [4, all]
          --temperature X, --greedy, --guidance X   how free; 0; true to the words
          --top-k N, --top-p X, --min-p X    narrow the choice         [0, 0.95, 0]
          --format NAME    text, markdown, json, html, svg, png  [as output's name]
          --output FILE    write there; --force replaces         [standard output]
          --theme NAME, --animate, --verbose    colours; type it; tell the speed
          --model PATH     a model directory or .safetensors file   [the one inside]
        Examples:
          ascii-gen "cat"
          ascii-gen sailing boat --width 30 --height 12 --seed 7
          ascii-gen dog --count 6 --output dogs.png

        """;
}
