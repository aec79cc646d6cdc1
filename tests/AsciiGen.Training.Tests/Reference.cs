// The model once more, in double precision and plain loops, written from docs/FORMAT.md alone: the oracle of the
// gradient tests. Slow and obvious on purpose.

using AsciiGen.Model;
using AsciiGen.Training.Data;

namespace AsciiGen.Training.Tests;

internal static class Reference
{
    public static double[] RmsNorm(double[] x, double[] gain, double epsilon, int columns)
    {
        var y = new double[x.Length];
        for (var row = 0; row < x.Length / columns; row++)
        {
            var mean = 0.0;
            for (var i = 0; i < columns; i++) mean += x[(row * columns) + i] * x[(row * columns) + i] / columns;
            for (var i = 0; i < columns; i++) y[(row * columns) + i] = x[(row * columns) + i] * gain[i] / Math.Sqrt(mean + epsilon);
        }

        return y;
    }

    public static double[] Linear(double[] x, double[] weight, int inputs, int outputs)
    {
        var rows = x.Length / inputs;
        var y = new double[rows * outputs];
        for (var row = 0; row < rows; row++)
        {
            for (var o = 0; o < outputs; o++)
            {
                for (var i = 0; i < inputs; i++) y[(row * outputs) + o] += weight[(o * inputs) + i] * x[(row * inputs) + i];
            }
        }

        return y;
    }

    public static double[] Rotary(double[] heads, int headSize, int headsPerRow, int[] rotaryRows, int[] rotaryColumns, double rotaryBase)
    {
        var y = (double[])heads.Clone();
        var pairs = headSize / 4;
        for (var place = 0; place < heads.Length / headSize; place++)
        {
            var t = place / headsPerRow;
            for (var half = 0; half < 2; half++)
            {
                var position = half == 0 ? rotaryRows[t] : rotaryColumns[t];
                for (var j = 0; j < pairs; j++)
                {
                    var angle = position * Math.Pow(rotaryBase, -(double)j / pairs);
                    var first = (place * headSize) + (half * headSize / 2) + j;
                    double u = heads[first], w = heads[first + pairs];
                    y[first] = (u * Math.Cos(angle)) - (w * Math.Sin(angle));
                    y[first + pairs] = (u * Math.Sin(angle)) + (w * Math.Cos(angle));
                }
            }
        }

        return y;
    }

    public static double[] Attention(double[] queries, double[] keys, double[] values, int heads, int headSize, IReadOnlyList<int> starts)
    {
        var width = heads * headSize;
        var y = new double[queries.Length];
        for (var s = 0; s + 1 < starts.Count; s++)
        {
            for (var t = starts[s]; t < starts[s + 1]; t++)
            {
                for (var head = 0; head < heads; head++)
                {
                    var weights = new List<double>();
                    for (var k = starts[s]; k <= t; k++)
                    {
                        var score = 0.0;
                        for (var i = 0; i < headSize; i++) score += queries[(t * width) + (head * headSize) + i] * keys[(k * width) + (head * headSize) + i];
                        weights.Add(Math.Exp(score / Math.Sqrt(headSize)));
                    }

                    var sum = weights.Sum();
                    for (var k = starts[s]; k <= t; k++)
                    {
                        for (var i = 0; i < headSize; i++)
                        {
                            y[(t * width) + (head * headSize) + i] += weights[k - starts[s]] / sum * values[(k * width) + (head * headSize) + i];
                        }
                    }
                }
            }
        }

        return y;
    }

    public static double[] SquaredRelu(double[] x) => [.. x.Select(value => value > 0 ? value * value : 0)];

    public static double CrossEntropy(double[] logits, int[] targets, int classes)
    {
        var loss = 0.0;
        for (var t = 0; t < logits.Length / classes; t++)
        {
            if (targets[t] == Batch.NoTarget) continue;
            var row = logits.AsSpan(t * classes, classes).ToArray();
            loss += Math.Log(row.Sum(Math.Exp)) - row[targets[t]];
        }

        return loss;
    }

    public static double[] Embedding(Batch batch, double[][] tables, int width)
    {
        var x = new double[batch.TokenCount * width];
        for (var t = 0; t < batch.TokenCount; t++)
        {
            for (var table = 0; table < tables.Length; table++)
            {
                var row = batch.Inputs[(table * batch.Capacity) + t];
                for (var i = 0; i < width; i++) x[(t * width) + i] += tables[table][(row * width) + i];
            }
        }

        return x;
    }

    public static double[] PromptEmbedding(Batch batch, double[] table, int width)
    {
        var x = new double[batch.TokenCount * width];
        for (var s = 0; s < batch.SequenceCount; s++)
        {
            var buckets = batch.Prompts[s].Buckets;
            for (var t = batch.Prompts[s].ArtStart; t < batch.Starts[s + 1]; t++)
            {
                for (var i = 0; i < width; i++) x[(t * width) + i] += buckets.Sum(row => table[(row * width) + i]) / Math.Sqrt(buckets.Length);
            }
        }

        return x;
    }

    /// <summary>Logits (tokens, 128) of a batch.</summary>
    public static double[] Logits(ModelConfig config, IReadOnlyDictionary<string, double[]> weights, Batch batch)
    {
        int width = config.EmbeddingSize, head = config.HeadSize;
        string[] further = ["above_left_2", "above_right_2", "two_above_left", "two_above", "two_above_right"];
        string[] names = ["token", "row", "column", "rows_left", "columns_left", "above_left", "above", "above_right", .. config.NeighbourCount == 8 ? further : []];
        var x = Add(Embedding(batch, [.. names.Select(name => weights[$"embedding.{name}.weight"])], width), PromptEmbedding(batch, weights["embedding.prompt.weight"], width));
        for (var layer = 0; layer < config.LayerCount; layer++)
        {
            var block = $"blocks.{layer}.";
            var a = RmsNorm(x, weights[block + "attention_norm.weight"], config.NormEpsilon, width);
            var q = RmsNorm(Linear(a, weights[block + "attention.query.weight"], width, width), weights[block + "attention.query_norm.weight"], config.NormEpsilon, head);
            var k = RmsNorm(Linear(a, weights[block + "attention.key.weight"], width, width), weights[block + "attention.key_norm.weight"], config.NormEpsilon, head);
            var v = Linear(a, weights[block + "attention.value.weight"], width, width);
            q = Rotary(q, head, config.HeadCount, batch.RotaryRows, batch.RotaryColumns, config.RotaryBase);
            k = Rotary(k, head, config.HeadCount, batch.RotaryRows, batch.RotaryColumns, config.RotaryBase);
            var o = Attention(q, k, v, config.HeadCount, head, batch.Starts);
            x = Add(x, Linear(o, weights[block + "attention.output.weight"], width, width));
            var b = RmsNorm(x, weights[block + "mlp_norm.weight"], config.NormEpsilon, width);
            var u = SquaredRelu(Linear(b, weights[block + "mlp.up.weight"], width, config.MlpSize));
            x = Add(x, Linear(u, weights[block + "mlp.down.weight"], config.MlpSize, width));
        }

        return Linear(RmsNorm(x, weights["final_norm.weight"], config.NormEpsilon, width), weights["embedding.token.weight"], width, 128);
    }

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];
}
