// A drawing made by a model in training, one line of samples.jsonl.

namespace AsciiGen.Training.Reports;

/// <summary>What the model drew at an evaluation.</summary>
/// <param name="Step">Updates done.</param>
/// <param name="Prompt">What it was asked for.</param>
/// <param name="Style">In which style.</param>
/// <param name="Seed">Seed of the drawing.</param>
/// <param name="Text">The drawing.</param>
public sealed record SampleDrawing(int Step, string Prompt, string Style, ulong Seed, string Text);
