// How many of eight drawings of one subject are clearly different: a model that has learned one cat by heart draws one.

using AsciiGen.Corpus.Duplicates;

namespace AsciiGen.Lab.Evaluation;

internal static class VarietyMeasure
{
    /// <summary>Counts the different drawings of each subject.</summary>
    /// <param name="subjects">The drawings of each, as many for all.</param>
    internal static (VarietyRow Row, List<(Drawn[] Drawings, int Different)> Subjects) Measure(IReadOnlyList<Drawn[]> subjects)
    {
        var counted = subjects.Select(drawings => (Drawings: drawings, Different: DistinctDrawings.Count([.. drawings.Where(drawn => !drawn.IsEmpty).Select(drawn => drawn.Text)]))).ToList();
        var first = subjects[0][0].Request;
        return (new VarietyRow(
            Styles.NameOf(first.Style), $"{first.Size}", subjects.Count, subjects[0].Length, Figures.Median(counted.Select(subject => (double)subject.Different)),
            counted.Average(subject => subject.Different), Figures.Share(counted.Count(subject => subject.Different >= EvaluationPlan.VariousFrom), counted.Count)), counted);
    }
}
