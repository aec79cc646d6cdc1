// Chooses the best of several drawings of one request. Sums and comparisons in a fixed order and nothing of the
// C library, so the choice is the same on every processor. Does not know models.

namespace AsciiGen.Decoding.Scoring;

/// <summary>Scores candidates and picks the best.</summary>
public static class DrawingScorer
{
    private const double Unfinished = -100; // a drawing that does not end is no drawing

    /// <summary>The place of the best candidate; of equals the first.</summary>
    /// <exception cref="ArgumentException">There are no candidates.</exception>
    public static int Best(IReadOnlyList<Candidate> candidates, GenerateOptions options)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        if (candidates.Count == 0) throw new ArgumentException("there is no candidate to choose", nameof(candidates));
        var scores = Score(candidates, options);
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i].Total > scores[best].Total) best = i;
        }

        return best;
    }

    /// <summary>The scores of the candidates of one request, in their order.</summary>
    public static DrawingScore[] Score(IReadOnlyList<Candidate> candidates, GenerateOptions options)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(options);
        var scores = new DrawingScore[candidates.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            var likelihood = candidates[i].LogLikelihood / (double)Math.Max(1, candidates[i].TokenCount);
            scores[i] = new DrawingScore(likelihood + (candidates[i].IsComplete ? 0 : Unfinished), likelihood);
        }

        return scores;
    }
}
