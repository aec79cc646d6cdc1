// What an evaluation is told besides its plan.

namespace AsciiGen.Lab.Evaluation;

/// <summary>Where things are and how much of the machine may be used.</summary>
/// <param name="Model">Model directory or weights file.</param>
/// <param name="Pack">Token pack the model was trained on.</param>
/// <param name="Recipe">What the pack was made of: fonts and held-out pictures.</param>
/// <param name="Packages">Where fetched packages are kept.</param>
/// <param name="References">Where looks of held-out pictures are kept.</param>
/// <param name="Font">Monospaced font file that drawings are looked at in; null for one of this system.</param>
/// <param name="Candidates">Drawings of which each request gets the best.</param>
/// <param name="Threads">Threads that draw and measure.</param>
internal sealed record EvaluationSettings(string Model, string Pack, string Recipe, string Packages, string References, string? Font, int Candidates, int Threads);
