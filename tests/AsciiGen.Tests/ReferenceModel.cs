// The forward pass once more, from docs/FORMAT.md alone: double precision, no cache, plain loops, all positions at
// once. Slow and obvious on purpose; shares no arithmetic with the engine.

using AsciiGen.Model;

namespace AsciiGen.Tests;

internal sealed class ReferenceModel(ModelConfig config, Func<string, float[]> weights)
{
    /// <summary>Logits of every position, (positions, 128).</summary>
    public double[][] Forward(int[] tokens, Cell[] cells)
    {
        var d = config.EmbeddingSize;
        var art = Array.IndexOf(tokens, 2);
        var prompt = PromptVector(string.Concat(tokens.Take(Math.Max(art, 0)).Where(token => token >= 32).Select(token => (char)token)));
        var x = tokens.Select((token, t) => art >= 0 && t >= art ? Add(Embed(token, cells[t]), prompt) : Embed(token, cells[t])).ToArray();
        for (var layer = 0; layer < config.LayerCount; layer++)
        {
            var block = $"blocks.{layer}.";
            var normed = x.Select(v => Norm(v, weights(block + "attention_norm.weight"))).ToArray();
            var attended = Attend(block, normed, cells);
            for (var t = 0; t < x.Length; t++)
            {
                x[t] = Add(x[t], Linear(block + "attention.output.weight", attended[t]));
                var up = Linear(block + "mlp.up.weight", Norm(x[t], weights(block + "mlp_norm.weight")));
                x[t] = Add(x[t], Linear(block + "mlp.down.weight", [.. up.Select(u => Math.Pow(Math.Max(u, 0), 2))]));
            }
        }

        return [.. x.Select(v => Linear("embedding.token.weight", Norm(v, weights("final_norm.weight"))))];

        double[] Embed(int token, Cell cell)
        {
            (string, int)[] further =
            [
                ("above_left_2", cell.AboveLeft2), ("above_right_2", cell.AboveRight2),
                ("two_above_left", cell.TwoAboveLeft), ("two_above", cell.TwoAbove), ("two_above_right", cell.TwoAboveRight),
            ];
            (string Table, int Row)[] parts =
            [
                ("token", token), ("row", cell.Row), ("column", cell.Column), ("rows_left", cell.RowsLeft), ("columns_left", cell.ColumnsLeft),
                ("above_left", cell.AboveLeft), ("above", cell.Above), ("above_right", cell.AboveRight),
                .. config.NeighbourCount == 8 ? further : [],
            ];
            return [.. Enumerable.Range(0, d).Select(i => parts.Sum(part => (double)weights($"embedding.{part.Table}.weight")[(part.Row * d) + i]))];
        }
    }

    private double[] PromptVector(string prompt)
    {
        var features = prompt.Split(' ').Select(word => $"^{word}$").SelectMany(word => Enumerable.Range(0, word.Length - 2).Select(i => word.Substring(i, 3)).Prepend(word)).ToArray();
        var table = weights("embedding.prompt.weight");
        var sum = new double[config.EmbeddingSize];
        foreach (var feature in features)
        {
            var hash = feature.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u);
            var row = (int)(hash % (uint)config.PromptBuckets);
            for (var i = 0; i < sum.Length; i++) sum[i] += table[(row * sum.Length) + i] / Math.Sqrt(features.Length);
        }

        return sum;
    }

    private double[][] Attend(string block, double[][] normed, Cell[] cells)
    {
        int h = config.HeadSize, heads = config.HeadCount;
        var q = normed.Select((v, t) => Heads(Linear(block + "attention.query.weight", v), weights(block + "attention.query_norm.weight"), cells[t])).ToArray();
        var k = normed.Select((v, t) => Heads(Linear(block + "attention.key.weight", v), weights(block + "attention.key_norm.weight"), cells[t])).ToArray();
        var v = normed.Select(a => Linear(block + "attention.value.weight", a)).ToArray();
        var result = normed.Select(a => new double[a.Length]).ToArray();
        for (var t = 0; t < normed.Length; t++)
        {
            for (var head = 0; head < heads; head++)
            {
                var scores = Enumerable.Range(0, t + 1).Select(s => Math.Exp(Enumerable.Range(head * h, h).Sum(i => q[t][i] * k[s][i]) / Math.Sqrt(h))).ToArray();
                for (var i = head * h; i < (head + 1) * h; i++) result[t][i] = Enumerable.Range(0, t + 1).Sum(s => scores[s] / scores.Sum() * v[s][i]);
            }
        }

        return result;
    }

    private double[] Heads(double[] all, float[] gains, Cell cell) =>
        [.. Enumerable.Range(0, config.HeadCount).SelectMany(head => Turn(Norm(all[(head * config.HeadSize)..((head + 1) * config.HeadSize)], gains), cell))];

    private double[] Turn(double[] head, Cell cell)
    {
        var p = config.HeadSize / 4;
        var turned = new double[head.Length];
        foreach (var (start, position) in ((int, int)[])[(0, cell.RotaryRow), (2 * p, cell.RotaryColumn)])
        {
            for (var j = 0; j < p; j++)
            {
                var angle = position * Math.Pow(config.RotaryBase, -(double)j / p);
                double u = head[start + j], w = head[start + j + p];
                turned[start + j] = (u * Math.Cos(angle)) - (w * Math.Sin(angle));
                turned[start + j + p] = (u * Math.Sin(angle)) + (w * Math.Cos(angle));
            }
        }

        return turned;
    }

    private double[] Norm(double[] v, float[] gains)
    {
        var scale = 1 / Math.Sqrt((v.Sum(x => x * x) / v.Length) + config.NormEpsilon);
        return [.. v.Select((x, i) => x * gains[i] * scale)];
    }

    private double[] Linear(string name, double[] v)
    {
        var w = weights(name);
        return [.. Enumerable.Range(0, w.Length / v.Length).Select(o => v.Select((x, i) => w[(o * v.Length) + i] * x).Sum())];
    }

    private static double[] Add(double[] left, double[] right) => [.. left.Zip(right, (a, b) => a + b)];
}
