// Colours of a drawing. One colour, or several that run over its rows or columns; a background for pictures, which a terminal
// does not take: it has its own.

namespace AsciiGen.Rendering;

/// <summary>Colours.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Colours">0xRRGGBB, spread evenly from the first row or column to the last; none: those of whoever shows it.</param>
/// <param name="Background">0xRRGGBB; null: that of whoever shows it.</param>
/// <param name="IsByColumn">True if the colours run from left to right, else from above.</param>
public sealed record Theme(string Name, IReadOnlyList<int> Colours, int? Background = null, bool IsByColumn = false)
{
    /// <summary>The colour at a place.</summary>
    /// <param name="position">0 at the first row or column, 1 at the last.</param>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public int At(double position)
    {
        if (Colours.Count == 0) throw new InvalidOperationException($"the theme {Name} has no colours");
        var place = Math.Clamp(position, 0, 1) * (Colours.Count - 1);
        var first = Math.Min((int)place, Colours.Count - 1);
        var second = Math.Min(first + 1, Colours.Count - 1);
        return Mix(16) | Mix(8) | Mix(0);

        int Mix(int shift)
        {
            int from = (Colours[first] >> shift) & 255, to = (Colours[second] >> shift) & 255;
            return (int)Math.Round(from + ((to - from) * (place - first))) << shift;
        }
    }
}
