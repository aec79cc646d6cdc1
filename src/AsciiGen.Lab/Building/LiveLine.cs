// One line on stderr that tells how far a build or an import is, on a terminal only; lines that stay are printed above it anywhere.

using AsciiGen.Corpus;
using AsciiGen.Corpus.Building;

namespace AsciiGen.Lab.Building;

/// <summary>A line that is written over.</summary>
internal sealed class LiveLine : IProgress<BuildProgress>, IProgress<ImportReport>, IDisposable
{
    private readonly bool _isLive = !Console.IsErrorRedirected;

    public void Report(BuildProgress value) =>
        Write($"{value.Source}: {value.Pictures:N0} pictures, {value.Report.Added:N0} new drawings");

    public void Report(ImportReport value) => Write($"{value.Read} drawings, {value.Added} new ");

    /// <summary>Replaces the line.</summary>
    internal void Write(string text)
    {
        if (_isLive) Console.Error.Write($"\r\x1b[K{text}");
    }

    /// <summary>Prints a line that stays.</summary>
    internal void Say(string text)
    {
        Dispose();
        Console.Error.WriteLine(text);
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        if (_isLive) Console.Error.Write("\r\x1b[K");
    }
}
