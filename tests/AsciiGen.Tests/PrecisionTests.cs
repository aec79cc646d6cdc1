// Whole models of every precision against the plain one in double precision, on the very weights that are stored: what is
// left is the arithmetic's own error, for whole numbers mostly that of keys and values in int8. The thresholds are about twice
// the error measured, all in one table.

using AsciiGen.Model;

namespace AsciiGen.Tests;

public sealed class PrecisionTests
{
    private static readonly ModelConfig _config = new() { LayerCount = 3, HeadCount = 2, EmbeddingSize = 96, BlockSize = 64, MaxWidth = 20, MaxHeight = 8, PromptBuckets = 64, NeighbourCount = 8 };

    // Largest 1 - cosine of a position's logits, and positions of the 3 * 30 whose likeliest token may differ.
    public static TheoryData<Precision, double, int> Thresholds => new()
    {
        { Precision.Float32, 1e-12, 0 },
        { Precision.Float16, 1e-12, 0 },
        { Precision.BFloat16, 1e-12, 0 },
        { Precision.Int8, 6e-5, 1 },
        { Precision.Int4, 6e-5, 2 },
    };

    [Theory, MemberData(nameof(Thresholds))]
    public void Logits_are_those_of_the_plain_model_on_the_stored_weights(Precision precision, double distance, int differing)
    {
        var (worst, others) = (0.0, 0);
        for (var seed = 1UL; seed <= 3; seed++)
        {
            var weights = StoredModels.Weights(_config, seed, 0.15f, precision);
            var tensors = TensorCatalog.Of(_config).ToDictionary(spec => spec.Name, spec => weights.Values(spec.Name).ToArray());
            var (tokens, cells) = Sequences.Of("a wise cat", Style.Line, " /\\_/\\\n( o.o )\n\n > ^ <", 20, 4);
            var expected = new ReferenceModel(_config, name => tensors[name]).Forward(tokens, cells);
            var found = Sequences.Forward(new Transformer(_config, weights), tokens, cells);
            for (var t = 0; t < tokens.Length; t++)
            {
                worst = Math.Max(worst, Distance(expected[t], found[t]));
                others += Array.IndexOf(expected[t], expected[t].Max()) == Array.IndexOf(found[t], found[t].Max()) ? 0 : 1;
            }
        }

        Assert.True(worst <= distance && others <= differing, $"{precision}: 1 - cosine is {worst:E2}, at most {distance:E2}; {others} likeliest tokens differ, at most {differing}");
    }

    private static double Distance(double[] left, float[] right)
    {
        double product = 0, leftSquares = 0, rightSquares = 0;
        for (var i = 0; i < left.Length; i++)
        {
            product += left[i] * right[i];
            leftSquares += left[i] * left[i];
            rightSquares += (double)right[i] * right[i];
        }

        return 1 - (product / Math.Sqrt(leftSquares * rightSquares));
    }
}
