// The order in which drawings are shown to somebody who must not guess from the neighbours: shuffled by a seed
// within each size, smallest size first, numbered from 1. The same collection and seed give the same numbers, whatever
// files the drawings stand in.

using AsciiGen.Numerics;

namespace AsciiGen.Corpus.Collection;

/// <summary>Shuffles and numbers drawings for blind naming.</summary>
public static class BlindOrder
{
    /// <summary>Numbers drawings; element i has number i + 1.</summary>
    /// <param name="drawings">Drawings with distinct texts.</param>
    /// <param name="seed">Chooses the order.</param>
    public static IReadOnlyList<Drawing> Shuffle(IEnumerable<Drawing> drawings, ulong seed)
    {
        var random = new Xoshiro256(seed);
        var all = drawings.OrderBy(drawing => drawing.Id, StringComparer.Ordinal).ToList();
        return all.GroupBy(drawing => drawing.Size).OrderBy(size => size.Key.MaxWidth).SelectMany(size => ShuffleOne([.. size], random)).ToList();
    }

    /// <summary>Draws at most <paramref name="count"/> of them at random, whatever their size.</summary>
    /// <param name="drawings">Drawings with distinct texts.</param>
    /// <param name="count">Most drawings.</param>
    /// <param name="seed">Chooses them.</param>
    public static IEnumerable<Drawing> Sample(IEnumerable<Drawing> drawings, int count, ulong seed) =>
        ShuffleOne(drawings.OrderBy(drawing => drawing.Id, StringComparer.Ordinal).ToArray(), new Xoshiro256(seed)).Take(count);

    // Fisher and Yates. The remainder's bias is below 2^-50 for collections of this size.
    private static Drawing[] ShuffleOne(Drawing[] drawings, Xoshiro256 random)
    {
        for (var i = drawings.Length - 1; i > 0; i--)
        {
            var j = (int)(random.Next() % (ulong)(i + 1));
            (drawings[i], drawings[j]) = (drawings[j], drawings[i]);
        }

        return drawings;
    }
}
