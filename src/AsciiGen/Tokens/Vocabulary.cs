// The closed set of 128 token ids. A printable character is its own ASCII code, a new line is 10, and the
// control codes hold what plain text does not need: prompt marks, styles and runs of 2..16 spaces.
// Does not know models or canvases.

namespace AsciiGen.Tokens;

/// <summary>Token ids and their meaning; see docs/FORMAT.md section 1.</summary>
internal static class Vocabulary
{
    /// <summary>Number of token ids, 0..127.</summary>
    public const int Size = 128;

    /// <summary>Fills unused places; never predicted.</summary>
    public const int Padding = 0;

    /// <summary>First token of every sequence.</summary>
    public const int Begin = 1;

    /// <summary>Ends the prompt; the drawing starts after it.</summary>
    public const int Art = 2;

    /// <summary>Ends the drawing.</summary>
    public const int End = 3;

    /// <summary>Token of <see cref="Style.Hand"/>; the other styles follow in order.</summary>
    public const int FirstStyle = 4;

    /// <summary>Ends a row.</summary>
    public const int NewLine = '\n';

    /// <summary>Shortest run of spaces that has a token of its own.</summary>
    public const int ShortestRun = 2;

    /// <summary>Longest run of spaces that has a token of its own.</summary>
    public const int LongestRun = 16;

    /// <summary>Token of the run of two spaces; a run of n spaces is <c>FirstRun + n - 2</c>.</summary>
    public const int FirstRun = 16;

    /// <summary>Token of the run of sixteen spaces.</summary>
    public const int LastRun = FirstRun + LongestRun - ShortestRun;

    /// <summary>The single space, the first printable character.</summary>
    public const int Space = ' ';

    /// <summary>The last printable character.</summary>
    public const int LastPrintable = '~';

    /// <summary>Number of neighbour symbols: 0 is "outside", 1..95 are the printable characters.</summary>
    public const int SymbolCount = 96;

    /// <summary>True for the 95 printable ASCII characters, space included.</summary>
    public static bool IsPrintable(int token) => token is >= Space and <= LastPrintable;

    /// <summary>True for a printable character other than space.</summary>
    public static bool IsInk(int token) => token is > Space and <= LastPrintable;

    /// <summary>True for one space or a run of spaces.</summary>
    public static bool IsBlank(int token) => token is Space or (>= FirstRun and <= LastRun);

    /// <summary>Token of a run of <paramref name="length"/> spaces, 1..16.</summary>
    public static int Run(int length) => length switch
    {
        1 => Space,
        >= ShortestRun and <= LongestRun => FirstRun + length - ShortestRun,
        _ => throw new ArgumentOutOfRangeException(nameof(length), length, "a run has 1..16 spaces"),
    };

    /// <summary>Number of cells a token fills in its row: 1 for a character, n for a run, 0 for anything else.</summary>
    public static int CellCount(int token) =>
        IsPrintable(token) ? 1 : token is >= FirstRun and <= LastRun ? token - FirstRun + ShortestRun : 0;

    /// <summary>Neighbour symbol of a printable character, 1..95.</summary>
    public static int Symbol(int character) => character - Space + 1;

    /// <summary>Token of a style.</summary>
    public static int StyleToken(Style style) => FirstStyle + (int)style;

    /// <summary>The name of a token as <c>tokenizer.json</c> lists it.</summary>
    public static string NameOf(int token) => token switch
    {
        Padding => "<pad>",
        Begin => "<begin>",
        Art => "<art>",
        End => "<end>",
        >= FirstStyle and < FirstStyle + Styles.Count => $"<{Styles.NameOf((Style)(token - FirstStyle))}>",
        NewLine => "\n",
        >= FirstRun and <= LastRun => new string(' ', CellCount(token)),
        >= Space and <= LastPrintable => ((char)token).ToString(),
        >= 0 and < Size => $"<unused{token}>",
        _ => throw new ArgumentOutOfRangeException(nameof(token), token, "a token is 0..127"),
    };
}
