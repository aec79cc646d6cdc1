// What can be measured of the look of a drawing without knowing what it shows: whether its strokes meet, how much of it
// is specks, how busy it is. ArtworkScore and ArtworkRules decide what the numbers mean; FeatureMeter takes them.

namespace AsciiGen.Corpus;

/// <summary>Shares that describe the look of a drawing, each 0..1.</summary>
internal sealed record DrawingFeatures
{
    /// <summary>Ends of strokes that meet ink: a <c>-</c> has one on its left and one on its right.</summary>
    internal required double Joined { get; init; }

    /// <summary>Cells with ink in at least five of the eight neighbours.</summary>
    internal required double Busy { get; init; }

    /// <summary>Characters in which lines cross, such as <c>+</c> and <c>X</c>.</summary>
    internal required double Junction { get; init; }

    /// <summary>Blocks of the box, four by four, that hold ink.</summary>
    internal required double Spread { get; init; }

    /// <summary>The commonest character's share of the ink.</summary>
    internal required double Commonest { get; init; }

    /// <summary>Different characters.</summary>
    internal required int Characters { get; init; }

    /// <summary>Ink in pieces of one or two cells that touch nothing else.</summary>
    internal required double Specks { get; init; }

    /// <summary>Ink that has ink opposite of the best upright axis.</summary>
    internal required double Symmetry { get; init; }

    /// <summary>Different ones among the windows of two by two cells: few in long strokes and even fills, many in scribble.</summary>
    internal required double DistinctWindows { get; init; }
}
