// One request of the study of candidates: eight drawings, and which of them a viewer chose. Drawings that are the same
// text are the same choice.

using AsciiGen.Decoding;
using AsciiGen.Decoding.Scoring;

namespace AsciiGen.Lab.Candidates;

/// <summary>Drawings of one request and a viewer's choice.</summary>
/// <param name="Name">Its name in both files.</param>
/// <param name="Candidates">The drawings.</param>
/// <param name="Scores">What the scorer measures of them.</param>
/// <param name="IsBest">The one chosen as best.</param>
/// <param name="IsGood">The two chosen as best.</param>
/// <param name="IsBad">Those called bad.</param>
internal sealed record ViewedRequest(string Name, IReadOnlyList<Drawing> Candidates, DrawingScore[] Scores, bool[] IsBest, bool[] IsGood, bool[] IsBad)
{
    /// <summary>Scores the drawings and marks what the viewer chose, given by place.</summary>
    internal static ViewedRequest Create(string name, GenerateOptions options, IReadOnlyList<Drawing> candidates, int best, int second, int[] bad) => new(
        name, candidates, DrawingScorer.Score(candidates, options),
        Mark(candidates, [best]), Mark(candidates, [best, second]), Mark(candidates, bad));

    /// <summary>The place a scoring would choose; of equals the first.</summary>
    internal int Pick(Func<DrawingScore, double> score) => Array.IndexOf(Scores, Scores.MaxBy(score));

    private static bool[] Mark(IReadOnlyList<Drawing> candidates, int[] places) =>
        [.. candidates.Select(candidate => places.Any(place => candidates[place].Text == candidate.Text))];
}
