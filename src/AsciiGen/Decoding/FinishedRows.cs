// Which rows of a drawing in progress are finished. Empty rows wait until one with ink follows, so none ever ends a drawing.

namespace AsciiGen.Decoding;

/// <summary>Hands out a drawing's rows, each once.</summary>
internal sealed class FinishedRows(Sequence sequence)
{
    private int _next;
    private int _waiting;

    /// <summary>Rows that were finished since the last time.</summary>
    public IEnumerable<string> Take()
    {
        var end = sequence.IsOver ? sequence.Canvas.Row + 1 : sequence.Canvas.Row;
        while (_next < end)
        {
            var text = sequence.Canvas.RowText(_next++);
            if (text.Length == 0)
            {
                _waiting++;
                continue;
            }

            for (; _waiting > 0; _waiting--) yield return "";
            yield return text;
        }
    }
}
