// What is known of the terminal: its size, and whether it shows colours. Default limits suit where the drawing goes: 40 x 20,
// less when the terminal is smaller.

using System.Runtime.InteropServices;

namespace AsciiGen.Cli;

internal static partial class Terminal
{
    private const int Columns = 40;
    private const int Rows = 20;
    private const int RowsOfPromptAndCursor = 2;
    private const int ColumnsOfPaper = 80; // of what is no terminal
    private const int StandardOutput = -11;
    private const uint VirtualTerminal = 4;

    /// <summary>Most columns of a drawing unless told otherwise.</summary>
    public static int DefaultWidth => Math.Min(Columns, SheetWidth);

    /// <summary>Most rows of a drawing unless told otherwise.</summary>
    public static int DefaultHeight => IsThere && Console.WindowHeight - RowsOfPromptAndCursor is > 0 and var available ? Math.Min(Rows, available) : Rows;

    /// <summary>Most columns of a sheet; a terminal that does not know its width says 0.</summary>
    public static int SheetWidth => IsThere && Console.WindowWidth is > 0 and var available ? available : ColumnsOfPaper;

    /// <summary>True when standard output is a terminal.</summary>
    public static bool IsThere => !Console.IsOutputRedirected;

    /// <summary>True when escape sequences for colours may be written: https://no-color.org.</summary>
    public static bool HasColours =>
        IsThere && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb" && (!OperatingSystem.IsWindows() || TryUnderstandEscapes());

    /// <summary>True when it says that it shows 24-bit colours.</summary>
    public static bool HasTrueColours => OperatingSystem.IsWindows() || Environment.GetEnvironmentVariable("COLORTERM") is "truecolor" or "24bit";

    /// <summary>True when so many columns and rows can be written over: none of them wraps or scrolls out of reach.</summary>
    public static bool CanReplace(int columns, int rows) => HasColours && columns <= Console.WindowWidth && rows < Console.WindowHeight;

    private static bool TryUnderstandEscapes()
    {
        var output = GetStdHandle(StandardOutput);
        return GetConsoleMode(output, out var mode) && SetConsoleMode(output, mode | VirtualTerminal);
    }

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetStdHandle(int which);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint handle, out uint mode);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint handle, uint mode);
}
