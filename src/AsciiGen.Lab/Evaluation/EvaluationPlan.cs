// What an evaluation draws: which words, sizes and styles, and how many. Two sizes of it, one that takes minutes and one to
// steer a training by. A plan depends on its options alone; the words that are taken on the seed.

using AsciiGen.Decoding;
using AsciiGen.Numerics;

namespace AsciiGen.Lab.Evaluation;

/// <summary>Which drawings are made and how many of the pack's are read.</summary>
internal sealed class EvaluationPlan
{
    /// <summary>Drawings of one subject whose variety is counted.</summary>
    internal const int VarietySeeds = 8;

    /// <summary>Drawings of a subject of which as many are different are various.</summary>
    internal const int VariousFrom = 5;

    /// <summary>Letters of the longest banner.</summary>
    internal const int LongestWord = 8;

    private static readonly CanvasSize _middle = CanvasSize.Common[1], _large = CanvasSize.Common[2];

    private EvaluationPlan(IReadOnlyList<string> words, ulong seed, bool isQuick) => (Words, Seed, IsQuick) = (words, seed, isQuick);

    /// <summary>What is drawn, in the order of the seed.</summary>
    internal IReadOnlyList<string> Words { get; }

    internal ulong Seed { get; }

    internal bool IsQuick { get; }

    /// <summary>The canvas of banners.</summary>
    internal static CanvasSize BannerSize { get; } = new(80, 10);

    /// <summary>Validation drawings of each style that are read under each kind of limits.</summary>
    internal int LossDrawings => IsQuick ? 20 : 120;

    /// <summary>Words of one length that banners are drawn of, of each side of the split.</summary>
    internal int BannersOfLength => IsQuick ? 2 : 10;

    /// <summary>Subjects whose variety is counted.</summary>
    internal int VarietySubjects => IsQuick ? 6 : 40;

    /// <summary>Pieces of the pack of one style and size that drawings are compared with.</summary>
    internal int Pieces => IsQuick ? 100 : 400;

    /// <summary>A plan over some words.</summary>
    /// <param name="words">To choose from.</param>
    /// <param name="count">How many of them; null for all, or for few when it is to be quick.</param>
    /// <param name="seed">Decides which words, and every drawing.</param>
    /// <param name="isQuick">Less of everything.</param>
    internal static EvaluationPlan Of(IReadOnlyList<string> words, int? count, ulong seed, bool isQuick) =>
        new([.. Choose(words.Distinct(), count ?? (isQuick ? 40 : int.MaxValue), seed)], seed, isQuick);

    /// <summary>The drawings of things: every style that draws things, hand at every size, solid of half of the words.</summary>
    internal IEnumerable<DrawingRequest> Things()
    {
        foreach (var size in IsQuick ? [_middle, _large] : CanvasSize.Common)
        {
            foreach (var word in Words) yield return DrawingRequest.Of(word, Style.Hand, size, Seed);
        }

        CanvasSize[] sizes = IsQuick ? [_middle] : [_middle, _large];
        foreach (var size in sizes)
        {
            foreach (var word in Words) yield return DrawingRequest.Of(word, Style.Line, size, Seed);
        }

        foreach (var size in sizes)
        {
            foreach (var word in Words.Take((Words.Count + 1) / 2)) yield return DrawingRequest.Of(word, Style.Solid, size, Seed);
        }
    }

    /// <summary>The first request of each subject whose variety is counted.</summary>
    internal IEnumerable<DrawingRequest> Various() =>
        Words.Take(VarietySubjects).Select(word => DrawingRequest.Of(word, Style.Hand, _middle, Seed + 1));

    /// <summary>Banners of these words.</summary>
    internal IEnumerable<DrawingRequest> Banners(IEnumerable<string> words) => words.Select(word => DrawingRequest.Of(word, Style.Banner, BannerSize, Seed));

    /// <summary>A few of a list, by the seed.</summary>
    internal IEnumerable<T> Choose<T>(IEnumerable<T> items, int count) => Choose(items, count, Seed);

    private static IEnumerable<T> Choose<T>(IEnumerable<T> items, int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        return items.Select(item => (Item: item, Key: random.Next())).OrderBy(pair => pair.Key).Take(count).Select(pair => pair.Item);
    }
}
