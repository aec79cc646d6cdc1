// A short signature of a drawing that is alike for drawings that are alike (A. Broder, "On the resemblance and
// containment of documents", 1997): the smallest hash, under each of several hash functions, of the windows of two by
// two cells the drawing is made of. Where a window stands does not count, so a shift changes nothing.

using AsciiGen.Numerics;

namespace AsciiGen.Corpus.Duplicates;

/// <summary>Signatures of drawings and their bands.</summary>
internal static class MinHash
{
    /// <summary>Hash values that must agree for two drawings to be compared.</summary>
    internal const int BandRows = 2;

    /// <summary>Chances to agree: drawings that share a third of their windows meet with a probability of 99 %, a quarter of them 92 %.</summary>
    internal const int Bands = 40;

    private const int Length = BandRows * Bands;

    /// <summary>One number for each band; drawings with the same number in the same band are candidates.</summary>
    internal static ulong[] BandsOf(CellGrid grid)
    {
        Span<ulong> smallest = stackalloc ulong[Length];
        smallest.Fill(ulong.MaxValue);
        foreach (var window in WindowsOf(grid))
        {
            for (var i = 0; i < Length; i++) smallest[i] = Math.Min(smallest[i], Mix(window + ((ulong)i << 56)));
        }

        var bands = new ulong[Bands];
        for (var band = 0; band < Bands; band++)
        {
            ulong key = (ulong)band;
            for (var i = 0; i < BandRows; i++) key = Mix(key ^ smallest[(band * BandRows) + i]);
            bands[band] = key;
        }

        return bands;
    }

    /// <summary>
    /// Every window with at least two cells of ink, by the classes of its cells and how many of its kind came before:
    /// ten equal pieces of a wall are ten windows.
    /// </summary>
    private static List<ulong> WindowsOf(CellGrid grid)
    {
        var windows = new List<ulong>();
        var met = new Dictionary<uint, int>();
        for (var r = -1; r < grid.Height; r++)
        {
            for (var c = -1; c < grid.Width; c++)
            {
                uint a = CellGrid.ClassOf(grid[r, c]), b = CellGrid.ClassOf(grid[r, c + 1]);
                uint d = CellGrid.ClassOf(grid[r + 1, c]), e = CellGrid.ClassOf(grid[r + 1, c + 1]);
                var ink = (a > 0 ? 1 : 0) + (b > 0 ? 1 : 0) + (d > 0 ? 1 : 0) + (e > 0 ? 1 : 0);
                if (ink < 2) continue;
                var window = a | (b << 8) | (d << 16) | (e << 24);
                var before = met.GetValueOrDefault(window);
                met[window] = before + 1;
                windows.Add(window | ((ulong)before << 32));
            }
        }

        return windows;
    }

    private static ulong Mix(ulong number) => new SplitMix64(number).Next();
}
