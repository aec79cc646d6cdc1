// The help, written by hand so that it fits a screen of 80 x 24 and shows every default. A test holds it to the
// options that CommandLine.cs knows.

namespace AsciiGen.Cli;

internal static class HelpText
{
    public const string Text =
        """
        ascii-gen draws what you name in plain text.

        Usage: ascii-gen PROMPT [options]         words without quotes are joined
               ascii-gen --list-subjects [WORD]   what the model knows [about it]
               ascii-gen bench [--json]           how fast it draws; -- bench draws one

          --width N, --height N   most columns, rows  [40, 20; less in a small terminal]
          --max-chars N    most characters, line ends included           [no limit]
          --charset TEXT   draw with these characters only            [all of ASCII]
          --style NAME     hand, line, solid or banner    [hand, or what it knows]
          --strict         refuse instead of guessing what is meant
          --seed N         same seed, same drawing             [another every time]
          --temperature X  0, or --greedy: the likeliest; 1: as learned    [the model's]
          --guidance X     how much more the words count; 1: as learned  [the model's]
          --top-k N, --top-p X, --min-p X    narrow the choice        [0, 0.95, 0]
          --candidates N, --threads M   the best of N, drawn in M threads [4, all]
          --model PATH     a model directory or .safetensors file  [the one inside]
          --verbose        tell seed and speed
          --info, --version, --help     of the program

        Examples:
          ascii-gen "cat"
          ascii-gen sailing boat --width 30 --height 12 --seed 7
          ascii-gen "hi" --style banner --greedy > hi.txt

        """;
}
