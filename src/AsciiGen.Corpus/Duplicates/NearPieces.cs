// Is a drawing one of a collection, or all but one? Exact: every drawing of about the same length is a candidate, and is
// dismissed by counting characters alone where that is enough: texts whose counts differ by many are many changes apart.
//
//   distance >= (sum over characters of |count in a - count in b| + |length of a - length of b|) / 2
//
// The counts of a drawing are 96 bytes, so a hundred thousand drawings are looked through in a millisecond or two.

using System.Numerics;
using System.Runtime.InteropServices;
using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Duplicates;

/// <summary>A collection of drawings in which near copies are found. Searches may run at the same time.</summary>
public sealed class NearPieces
{
    private const int Symbols = 96; // printable characters and the line feed
    private const int LineFeed = 95;

    private readonly IReadOnlyList<string> _texts;
    private readonly int[] _order; // numbers of the texts, the shortest first
    private readonly int[] _lengths; // in that order
    private readonly byte[] _counts; // (texts, Symbols) in that order

    /// <summary>Takes a collection.</summary>
    /// <param name="texts">Normalised texts.</param>
    public NearPieces(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        _texts = texts;
        _order = [.. Enumerable.Range(0, texts.Count).OrderBy(i => texts[i].Length)];
        _lengths = Array.ConvertAll(_order, i => texts[i].Length);
        _counts = new byte[texts.Count * Symbols];
        for (var place = 0; place < _order.Length; place++) CountInto(texts[_order[place]], _counts.AsSpan(place * Symbols, Symbols));
    }

    /// <summary>The drawing that is nearest to a text or to its mirror image.</summary>
    /// <param name="text">A normalised text.</param>
    /// <param name="share">How many changes count as near, as a share of the longer text's characters, 0..0.5.</param>
    /// <returns>Null when none is near.</returns>
    public NearPiece? Find(string text, double share)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!(share is >= 0 and <= 0.5)) throw new ArgumentOutOfRangeException(nameof(share), share, "expected 0 to 0.5");
        var near = Find(text, share, isMirrored: false);
        if (near is { Distance: 0 } || !Mirror.TryFlip(text, out var flipped) || flipped == text) return near;
        var mirrored = Find(flipped, share, isMirrored: true);
        return near is null || mirrored is { } other && other.Distance < near.Value.Distance ? mirrored : near;
    }

    private NearPiece? Find(string text, double share, bool isMirrored)
    {
        Span<byte> counts = stackalloc byte[Symbols];
        counts.Clear();
        CountInto(text, counts);
        NearPiece? best = null;
        var longest = (int)(text.Length / (1 - share)) + 1;
        for (var place = FirstOf((int)(text.Length * (1 - share)) - 1); place < _lengths.Length && _lengths[place] <= longest; place++)
        {
            var most = (int)(share * Math.Max(text.Length, _lengths[place]));
            if (best is { } found) most = Math.Min(most, found.Distance - 1);
            var apart = Math.Abs(text.Length - _lengths[place]);
            if (apart > most || (DifferenceOf(counts, _counts.AsSpan(place * Symbols, Symbols)) + apart + 1) / 2 > most) continue;
            var distance = EditDistance.Within(text, _texts[_order[place]], most);
            if (distance > most) continue;
            best = new NearPiece(_order[place], distance, isMirrored);
            if (distance == 0) break;
        }

        return best;
    }

    private int FirstOf(int length)
    {
        int low = 0, high = _lengths.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_lengths[middle] < length) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    // A count stops at 255: the bound only gets looser.
    private static void CountInto(string text, Span<byte> counts)
    {
        foreach (var character in text)
        {
            ref var count = ref counts[character is >= ' ' and <= '~' ? character - ' ' : LineFeed];
            if (count < byte.MaxValue) count++;
        }
    }

    private static int DifferenceOf(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var sum = 0;
        var place = 0;
        if (Symbols % Vector<byte>.Count == 0)
        {
            var first = MemoryMarshal.Cast<byte, Vector<byte>>(a);
            var second = MemoryMarshal.Cast<byte, Vector<byte>>(b);
            var total = Vector<ushort>.Zero;
            for (var i = 0; i < first.Length; i++)
            {
                Vector.Widen(Vector.Max(first[i], second[i]) - Vector.Min(first[i], second[i]), out var low, out var high);
                total += low + high;
            }

            sum = Vector.Sum(total);
            place = Symbols;
        }

        for (; place < Symbols; place++) sum += Math.Abs(a[place] - b[place]);
        return sum;
    }
}
