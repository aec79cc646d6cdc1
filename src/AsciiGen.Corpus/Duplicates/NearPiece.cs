// What NearPieces finds.

namespace AsciiGen.Corpus.Duplicates;

/// <summary>A drawing of a collection that is all but another one.</summary>
/// <param name="Index">Its number in the collection.</param>
/// <param name="Distance">Characters to change; 0 for the same drawing.</param>
/// <param name="IsMirrored">True when it is the mirror image that is so near.</param>
public readonly record struct NearPiece(int Index, int Distance, bool IsMirrored);
