// Which drawings of one subject and style look alike: MinHash bands propose pairs, Likeness decides. A drawing also
// meets the mirror images of the others, because training mirrors drawings. Does not know the database.

using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Duplicates;

/// <summary>Finds pairs of drawings that look alike.</summary>
internal sealed class LookAlikeSearch
{
    private readonly double _threshold;
    private readonly List<View> _views = [];
    private readonly Dictionary<ulong, List<int>> _buckets = [];

    // The last drawing each one was a candidate for, so that it becomes one once.
    private readonly List<int> _meetings = [];

    /// <param name="threshold">Least likeness of a pair, above 0 to 1.</param>
    internal LookAlikeSearch(double threshold) => _threshold = threshold;

    /// <summary>Pairs that were measured so far.</summary>
    internal long Compared { get; private set; }

    /// <summary>Adds a drawing; its number is how many were added before.</summary>
    /// <param name="text">Normalised text.</param>
    /// <param name="canMirror">True when its mirror image is a drawing of the same subject.</param>
    /// <returns>Numbers of the drawings before it that look like it.</returns>
    internal List<int> Add(string text, bool canMirror)
    {
        var view = View.Of(text, canMirror);
        var number = _views.Count;
        _views.Add(view);
        _meetings.Add(number);
        var candidates = new List<int>();
        foreach (var key in view.BandKeys)
        {
            if (!_buckets.TryGetValue(key, out var bucket)) _buckets.Add(key, bucket = []);
            foreach (var candidate in bucket)
            {
                if (_meetings[candidate] == number) continue;
                _meetings[candidate] = number;
                candidates.Add(candidate);
            }

            bucket.Add(number);
        }

        candidates.RemoveAll(candidate => !AreAlike(_views[candidate], view));
        return candidates;
    }

    private bool AreAlike(View first, View second)
    {
        if (!Likeness.AreOfOneSize(first.Grid, second.Grid)) return false;
        Compared++;
        return Likeness.Measure(first.Grid, second.Grid, _threshold) >= _threshold
            || (second.Mirrored is { } right && Likeness.Measure(first.Grid, right, _threshold) >= _threshold)
            || (first.Mirrored is { } left && Likeness.Measure(left, second.Grid, _threshold) >= _threshold);
    }

    /// <summary>A drawing, its mirror image when that is another drawing, and the bands of both.</summary>
    private sealed record View(CellGrid Grid, CellGrid? Mirrored, ulong[] BandKeys)
    {
        internal static View Of(string text, bool canMirror)
        {
            var grid = new CellGrid(text);
            var mirrored = canMirror && Mirror.TryFlip(text, out var flipped) && flipped != text ? new CellGrid(flipped) : null;
            var keys = MinHash.BandsOf(grid);
            return new(grid, mirrored, mirrored is null ? keys : [.. keys, .. MinHash.BandsOf(mirrored)]);
        }
    }
}
