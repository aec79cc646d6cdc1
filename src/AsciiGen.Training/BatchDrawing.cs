// One drawing of a batch, for the record of a batch that stopped a run.

namespace AsciiGen.Training;

/// <summary>One drawing of a batch.</summary>
/// <param name="Id">Row id in the corpus the pack was made from.</param>
/// <param name="Prompt">What it was shown under.</param>
/// <param name="Width">Columns of the drawing.</param>
/// <param name="Height">Rows of the drawing.</param>
/// <param name="Tokens">Tokens of the whole sequence.</param>
public sealed record BatchDrawing(int Id, string Prompt, int Width, int Height, int Tokens);
