// How many of some drawings are clearly different: two are the same if, one laid over the other as well as a small shift
// allows, 85 % of their ink agrees; a mirror image is the same drawing. What is the same as the same is the same.

using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Duplicates;

/// <summary>Counts drawings that differ.</summary>
public static class DistinctDrawings
{
    /// <summary>Share of the ink that must agree for two drawings to be the same one; see <see cref="AreAlike(string, string)"/>.</summary>
    public const double SameShare = 0.85;

    /// <summary>Number of sets of drawings that are alike.</summary>
    /// <param name="texts">Normalised texts.</param>
    public static int Count(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var grids = texts.Select(text => new CellGrid(text)).ToArray();
        var mirrored = texts.Select(text => Mirror.TryFlip(text, out var flipped) ? new CellGrid(flipped) : null).ToArray();
        var sets = Enumerable.Range(0, texts.Count).ToArray(); // the smallest number of each one's set
        for (var i = 0; i < grids.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (sets[i] == sets[j] || !AreAlike(grids[j], grids[i], mirrored[i])) continue;
                var (small, large) = (Math.Min(sets[i], sets[j]), Math.Max(sets[i], sets[j]));
                for (var k = 0; k < sets.Length; k++)
                {
                    if (sets[k] == large) sets[k] = small;
                }
            }
        }

        return sets.Distinct().Count();
    }

    /// <summary>True when two drawings, or one and the other's mirror image, agree in <see cref="SameShare"/> of the ink of either: a
    /// character counts 1, one of about the same shape a half, the inside of filled areas nothing.</summary>
    /// <param name="first">Normalised text.</param>
    /// <param name="second">Normalised text.</param>
    public static bool AreAlike(string first, string second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return AreAlike(new CellGrid(first), new CellGrid(second), Mirror.TryFlip(second, out var flipped) ? new CellGrid(flipped) : null);
    }

    private static bool AreAlike(CellGrid first, CellGrid second, CellGrid? mirrored) =>
        Likeness.Measure(first, second, SameShare) >= SameShare || (mirrored is not null && Likeness.Measure(first, mirrored, SameShare) >= SameShare);
}
