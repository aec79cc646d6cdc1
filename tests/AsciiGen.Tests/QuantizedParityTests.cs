// Does the released model still think the same in fewer bits? On drawings of its kind, token by token: how often the
// likeliest token is that of float32, and the mean cosine of the logits, against the thresholds of one table.

using AsciiGen.Formats;
using AsciiGen.Model;

namespace AsciiGen.Tests;

public sealed class QuantizedParityTests
{
    // The released weights are whole numbers to 63 already; rounding those to 127 would change nothing.
    private const int Coarser = 50;

    private static readonly (string Prompt, string Artwork)[] _drawings =
    [
        ("cat", "    /\\       /\\\n   /  \\_____/  \\\n  |             |\n  |   O     O   |\n==|      v      |==\n==\\    '-'-'    /==\n   '-._______.-'\n"
            + "   /           \\    .-.\n  /             \\   '. \\\n |   |       |   |    ) )\n |   |       |   |   / /\n |   |       |   |__/ /\n (___)\\_____/(___)___/"),
        ("key", "    .-----.\n  .'  ___  '.\n /  .'   '.  \\________________\n|  /       \\  ________________|\n|  \\       /  |     |  | |  |\n \\  '.___.'  /      |__| |  |\n  '.       .'            |__|\n    '-----'"),
        ("house", "   /\\\n  /  \\\n /____\\\n |    |\n | [] |\n |____|"),
        ("zeppelin", "   _________\n .'         '.\n(_____________)>\n    |_____|"),
    ];

    private static readonly Lazy<LoadedModel> _model = new(() => ModelFiles.LoadFile(ModelFiles.WeightsIn(Path.Combine(Repository(), "models", "default"))));

    [Theory]
    [InlineData(Precision.Int8, 0.98, 0.9995)]
    [InlineData(Precision.Int4, 0.94, 0.99)]
    public void Few_bits_think_like_float32_within_the_table(Precision precision, double leastAgreement, double leastCosine)
    {
        var model = _model.Value;
        var exact = new Transformer(model.Config, Weights.Create(model.Config, spec => WeightTensor.FromFloats(spec, model.Weights.Tensor(spec.Name).ToFloats())));
        var rounded = new Transformer(model.Config, Weights.Create(model.Config, spec => Quantizer.Quantize(spec, model.Weights.Tensor(spec.Name).ToFloats(), StoredWeights.KindOf(spec, precision), Coarser)));
        var pairs = new List<(float[] Exact, float[] Rounded)>();
        foreach (var (prompt, artwork) in _drawings)
        {
            var rows = artwork.Split('\n');
            var (tokens, cells) = Sequences.Of(prompt, Style.Hand, artwork, rows.Max(row => row.Length), rows.Length);
            pairs.AddRange(Sequences.Forward(exact, tokens, cells).Zip(Sequences.Forward(rounded, tokens, cells)).Skip(prompt.Length + 2));
        }

        Assert.InRange(pairs.Average(pair => Likeliest(pair.Exact) == Likeliest(pair.Rounded) ? 1.0 : 0), leastAgreement, 1);
        Assert.InRange(pairs.Average(pair => Cosine(pair.Exact, pair.Rounded)), leastCosine, 1 - 1e-9);
    }

    private static int Likeliest(float[] logits) => Array.IndexOf(logits, logits.Max());

    private static double Cosine(float[] a, float[] b) =>
        a.Zip(b, (x, y) => (double)x * y).Sum() / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(y => (double)y * y));

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AsciiGen.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
