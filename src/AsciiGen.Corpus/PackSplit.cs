// The sides of a pack's split, as art.split stores them.

namespace AsciiGen.Corpus;

/// <summary>What a packed drawing is for.</summary>
public enum PackSplit : byte
{
    /// <summary>To learn from.</summary>
    Training = 0,

    /// <summary>Set aside by its cluster, to watch the training by.</summary>
    Validation = 1,

    /// <summary>Of a family that is held out as a whole, to judge the finished model by.</summary>
    Evaluation = 2,
}
