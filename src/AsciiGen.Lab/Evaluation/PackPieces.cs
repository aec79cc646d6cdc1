// The drawings of a pack as texts: what a model learned from, to compare its own drawings with. Read once; does not know models.

using AsciiGen.Corpus;
using AsciiGen.Decoding;
using AsciiGen.Tokens;
using AsciiGen.Training.Data;

namespace AsciiGen.Lab.Evaluation;

/// <summary>One drawing of a pack.</summary>
/// <param name="Subject">What it shows.</param>
/// <param name="Style">The look.</param>
/// <param name="Size">Its class of size.</param>
/// <param name="Split">The side of the split.</param>
/// <param name="Text">Normalised.</param>
internal sealed record PackPiece(string Subject, Style Style, CanvasSize Size, PackSplit Split, string Text);

/// <summary>All of them.</summary>
internal static class PackPieces
{
    internal static PackPiece[] Read(TokenPack pack)
    {
        var pieces = new PackPiece[pack.Count];
        Parallel.For(0, pieces.Length, i => pieces[i] = new PackPiece(
            pack.PromptOf(i, 0), (Style)pack.Styles[i], SizeClass.Of(pack.Widths[i], pack.Heights[i]), (PackSplit)pack.Splits[i],
            ArtworkText.Normalize(Tokenizer.Decode(pack.Artwork(i)))));
        return pieces;
    }
}
