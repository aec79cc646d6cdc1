// What a terminal shows while the best of several candidates is still to be found: the first of them, faint, row by row, until the
// best takes its place. Only what takes longer than a glance is sketched, so small drawings do not flicker. Candidates
// are drawn by several threads, which tell their rows here. Does not know how the best is chosen.

using System.Diagnostics;
using System.Text;

namespace AsciiGen.Cli;

/// <summary>Rows on a terminal that are going to be replaced. Disposed of before that, it leaves nothing behind.</summary>
internal sealed class Sketch : IDisposable
{
    private const string Faint = "\e[2m";
    private const string Usual = "\e[22m";
    private const string EraseLine = "\e[K"; // from the cursor on
    private const string EraseBelow = "\e[J";
    private static readonly TimeSpan _glance = TimeSpan.FromSeconds(0.3);

    private readonly Lock _lock = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly StringBuilder _waiting = new();
    private int _waitingRows;
    private int _shownRows;

    /// <summary>Shows the rows of the first candidate, when it is time to show anything.</summary>
    public void Add(CandidateRow row)
    {
        lock (_lock)
        {
            if (row.Candidate == 0)
            {
                _waiting.Append(row.Text).Append('\n');
                _waitingRows++;
            }

            if (_waitingRows == 0 || _clock.Elapsed < _glance) return;
            StandardStreams.Write(Faint + _waiting + Usual);
            _waiting.Clear();
            _shownRows += _waitingRows;
            _waitingRows = 0;
        }
    }

    /// <summary>Puts a text in the place of what was shown. No thread draws any more.</summary>
    /// <param name="text">Rows, each with a line feed.</param>
    public void Replace(string text)
    {
        StandardStreams.Write(_shownRows == 0 ? text : BackToBegin + text.Replace("\n", EraseLine + "\n", StringComparison.Ordinal) + EraseBelow);
        _shownRows = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_shownRows > 0) StandardStreams.Write(BackToBegin + EraseBelow);
    }

    // To the first column too: a terminal may have shown ^C.
    private string BackToBegin => $"\r\e[{_shownRows}A";
}
