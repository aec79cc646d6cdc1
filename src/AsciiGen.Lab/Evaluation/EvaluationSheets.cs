// The drawings behind the figures, for the report.

namespace AsciiGen.Lab.Evaluation;

/// <summary>What was drawn and what single measures found.</summary>
/// <param name="Things">Drawings of things, in the order of the plan.</param>
/// <param name="Banners">Drawings of words.</param>
/// <param name="Variety">Several drawings of each of some subjects, with how many differ.</param>
/// <param name="Scores">Drawings by the name of a measure, the best first.</param>
internal sealed record EvaluationSheets(
    IReadOnlyList<Drawn> Things, IReadOnlyList<Drawn> Banners, IReadOnlyList<(Drawn[] Drawings, int Different)> Variety,
    IReadOnlyList<(string Measure, IReadOnlyList<ScoredDrawing> Scores)> Scores);
