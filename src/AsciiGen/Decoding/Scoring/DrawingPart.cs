// What is looked at in a candidate. Each is a number of its own kind; DrawingScorer has the weights.

namespace AsciiGen.Decoding.Scoring;

/// <summary>One thing a score is made of.</summary>
internal enum DrawingPart
{
    /// <summary>Share of the other candidates whose mean log probability of a token is lower.</summary>
    TokenLikelihood,

    /// <summary>Share of the other candidates whose log probability as a whole is lower; favours short drawings.</summary>
    WholeLikelihood,

    /// <summary>1 if it came to an end by itself, 0 if the context or the most characters ended it.</summary>
    Complete,

    /// <summary>Pieces of ink that do not touch, over the root of the ink: stray characters are pieces.</summary>
    Pieces,

    /// <summary>Ends of strokes that run out of the canvas, over the columns and rows of the drawing.</summary>
    Cut,

    /// <summary>Share of the ink whose mirror image is there.</summary>
    Symmetry,

    /// <summary>Share of the rows that repeat the row above.</summary>
    Repeats,

    /// <summary>Different characters.</summary>
    Variety,

    /// <summary>How far it fills the width or the height it may use, whichever more, as a share of 70%; at most 1.</summary>
    Fill,
}
