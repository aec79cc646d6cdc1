// A picture of a family that no model learns from, as recognition needs it.

using AsciiGen.Decoding;

namespace AsciiGen.Lab.Evaluation;

/// <summary>A held-out picture.</summary>
/// <param name="Subject">What it shows.</param>
/// <param name="Family">Whose hand it is of.</param>
/// <param name="Style">Line for its strokes, solid for its area.</param>
/// <param name="Look">As <see cref="AsciiGen.Imaging.Measures.PictureLook"/> gives it.</param>
/// <param name="Drawings">The converter's own drawings of it, for some pictures.</param>
internal sealed record HeldOutPicture(string Subject, string Family, Style Style, float[] Look, IReadOnlyList<(CanvasSize Size, float[] Look)> Drawings);
