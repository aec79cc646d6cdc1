// Default limits that suit where the drawing goes: 40 x 20, less when the terminal is smaller.

namespace AsciiGen.Cli;

internal static class Terminal
{
    private const int Columns = 40;
    private const int Rows = 20;
    private const int RowsOfPromptAndCursor = 2;

    public static int DefaultWidth => Console.IsOutputRedirected ? Columns : AtMost(Columns, Console.WindowWidth);

    public static int DefaultHeight => Console.IsOutputRedirected ? Rows : AtMost(Rows, Console.WindowHeight - RowsOfPromptAndCursor);

    // A terminal that does not know its size says 0.
    private static int AtMost(int most, int available) => available < 1 ? most : Math.Min(most, available);
}
