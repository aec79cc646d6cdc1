// Weights under which a viewer's choices are likeliest: a softmax over the candidates of each request (a conditional
// logit), pulled towards 0. Parts are divided by their spread first, so that the pull treats them alike.

using AsciiGen.Decoding.Scoring;

namespace AsciiGen.Lab.Candidates;

/// <summary>Fits the weights of parts to choices.</summary>
internal static class ChoiceFit
{
    private const double Pull = 0.15; // 0.05 to 0.4 agree within the noise
    private const double Rate = 0.9;
    private const int Steps = 300;

    /// <summary>The weight of every part; 0 for one that never differs.</summary>
    internal static double[] Fit(IReadOnlyList<ViewedRequest> requests)
    {
        var spread = Enum.GetValues<DrawingPart>().Select(part => Spread(requests, part)).ToArray();
        var weights = new double[spread.Length]; // of parts over their spread
        for (var step = 0; step < Steps; step++)
        {
            var gradient = weights.Select(weight => -Pull * weight).ToArray();
            foreach (var request in requests) AddGradient(request, weights, spread, gradient, 1.0 / requests.Count);
            for (var part = 0; part < weights.Length; part++) weights[part] += Rate * gradient[part];
        }

        return [.. weights.Zip(spread, (weight, unit) => unit == 0 ? 0 : weight / unit)];
    }

    /// <summary>Scores every request with weights fitted to the others, in folds.</summary>
    internal static Dictionary<string, double[]> CrossValidate(IReadOnlyList<ViewedRequest> requests, int folds)
    {
        var weights = new Dictionary<string, double[]>();
        for (var fold = 0; fold < folds; fold++)
        {
            var fitted = Fit([.. requests.Where((_, index) => index % folds != fold)]);
            foreach (var request in requests.Where((_, index) => index % folds == fold)) weights[request.Name] = fitted;
        }

        return weights;
    }

    /// <summary>The weighted sum of a drawing's parts.</summary>
    internal static double Total(DrawingScore score, double[] weights) => Enum.GetValues<DrawingPart>().Sum(part => weights[(int)part] * score[part]);

    // The best counts three times as much as the second best.
    private static void AddGradient(ViewedRequest request, double[] weights, double[] spread, double[] gradient, double share)
    {
        double Scaled(DrawingScore score, int part) => spread[part] == 0 ? 0 : score[(DrawingPart)part] / spread[part];
        var sums = request.Scores.Select(score => weights.Select((weight, part) => weight * Scaled(score, part)).Sum()).ToArray();
        var odds = sums.Select(sum => Math.Exp(sum - sums.Max())).ToArray();
        var wishes = request.IsGood.Zip(request.IsBest, (good, best) => (good ? 0.5 : 0) + (best ? 1 : 0)).ToArray();
        for (var i = 0; i < odds.Length; i++)
        {
            var error = (wishes[i] / wishes.Sum()) - (odds[i] / odds.Sum());
            for (var part = 0; part < weights.Length; part++) gradient[part] += share * error * Scaled(request.Scores[i], part);
        }
    }

    private static double Spread(IReadOnlyList<ViewedRequest> requests, DrawingPart part)
    {
        var values = requests.SelectMany(request => request.Scores).Select(score => score[part]).ToList();
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
