// Chooses the best of several drawings of one request. Sums and comparisons in a fixed order and nothing of the
// C library but the root, which is exact, so the choice is the same on every processor. Does not know models.

namespace AsciiGen.Decoding.Scoring;

/// <summary>Scores candidates and picks the best.</summary>
internal static class DrawingScorer
{
    // Drawn hotter than was learned, the likeliest are those nearest to what was learned by heart: only the unlikely lose, and from a third of the others up all count the same (docs/LOG.md).
    private const double LikelyEnough = 1.0 / 3;

    private static readonly double[] _weights = MakeWeights();

    /// <summary>The place of the best candidate; of equals the first.</summary>
    /// <param name="candidates">At least one.</param>
    /// <param name="options">The request, with the limits they were drawn within.</param>
    /// <exception cref="ArgumentException">There are no candidates.</exception>
    public static int Best(IReadOnlyList<Drawing> candidates, GenerateOptions options)
    {
        var scores = Score(candidates, options);
        if (scores.Length == 0) throw new ArgumentException("there is no candidate to choose", nameof(candidates));
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i].Total > scores[best].Total) best = i;
        }

        return best;
    }

    /// <summary>The scores of the candidates of one request, in their order.</summary>
    public static DrawingScore[] Score(IReadOnlyList<Drawing> candidates, GenerateOptions options)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(options);
        var scores = new DrawingScore[candidates.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            var parts = Measured(candidates, new DrawingGrid(candidates[i].Text), i, options);
            var total = 0.0;
            for (var part = 0; part < parts.Length; part++) total += _weights[part] * parts[part];
            scores[i] = new DrawingScore(parts, total);
        }

        return scores;
    }

    /// <summary>The weight of a part; 0 for one that is only told.</summary>
    public static double Weight(DrawingPart part) => _weights[(int)part];

    private static double[] Measured(IReadOnlyList<Drawing> candidates, DrawingGrid grid, int index, GenerateOptions options)
    {
        var candidate = candidates[index];
        int byToken = 0, byWhole = 0, others = candidates.Count - 1;
        foreach (var other in candidates)
        {
            if (PerToken(other) < PerToken(candidate)) byToken++;
            if (other.LogLikelihood < candidate.LogLikelihood) byWhole++;
        }

        var parts = new double[_weights.Length];
        parts[(int)DrawingPart.TokenLikelihood] = Likely(Measure.Share(byToken, others), options.Sampling);
        parts[(int)DrawingPart.WholeLikelihood] = Likely(Measure.Share(byWhole, others), options.Sampling);
        parts[(int)DrawingPart.Complete] = candidate.IsComplete && candidate.Text.Length < options.MaxCharacters ? 1 : 0;
        parts[(int)DrawingPart.Pieces] = Measure.Pieces(grid) / Math.Sqrt(Math.Max(1, grid.Ink));
        parts[(int)DrawingPart.Cut] = Measure.Share(Measure.Cut(grid, options.Width, options.Height), grid.Width + grid.Height);
        parts[(int)DrawingPart.Symmetry] = Measure.Symmetry(grid);
        parts[(int)DrawingPart.Repeats] = Measure.Repeats(grid);
        parts[(int)DrawingPart.Variety] = Measure.Variety(grid);
        parts[(int)DrawingPart.Fill] = Measure.Fill(grid, options.Width, options.Height);
        return parts;
    }

    private static double Likely(double share, SamplingOptions sampling) => sampling.Temperature > 1 ? Math.Min(1, share / LikelyEnough) : share;

    private static double PerToken(Drawing candidate) => candidate.LogLikelihood / Math.Max(1, candidate.TokenCount);

    // Fitted, but for completeness and fill, to a viewer's choices among 712 drawings (bench/candidates; `ascii-lab bench candidates` prints the fit) and rounded.
    private static double[] MakeWeights()
    {
        var weights = new double[Enum.GetValues<DrawingPart>().Length];
        weights[(int)DrawingPart.TokenLikelihood] = 0.6;
        weights[(int)DrawingPart.WholeLikelihood] = 1;
        weights[(int)DrawingPart.Pieces] = -1;
        weights[(int)DrawingPart.Cut] = -5;
        weights[(int)DrawingPart.Symmetry] = 1.1;
        weights[(int)DrawingPart.Repeats] = -1.3;
        weights[(int)DrawingPart.Variety] = 0.15;
        weights[(int)DrawingPart.Fill] = 6; // not fitted: who gives a canvas wants it used
        weights[(int)DrawingPart.Complete] = 100; // not fitted: what does not end is no drawing
        return weights;
    }
}
