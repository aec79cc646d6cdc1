// Losses of two styles that differ much, read of a few drawings each: together they are what reading all would give.

using AsciiGen.Lab.Evaluation;
using AsciiGen.Model;
using AsciiGen.Training.Data;

namespace AsciiGen.Lab.Tests;

public sealed class LossMeasureTests : IDisposable
{
    private const string Small = "12x6", Middle = "24x12";

    // Drawings of a style and size are one and the same. Runs of blanks are one token each, so line drawings have far fewer bits per character.
    private static readonly Kind[] _kinds =
    [
        new(Style.Hand, Small, "##\n##", 8), new(Style.Hand, Middle, "[]()<>{}#%&@*+", 4),
        new(Style.Line, Small, "|        |\n|        |", 2), new(Style.Line, Middle, "|                    |", 2),
    ];

    private readonly TemporaryFolder _folder = new();

    private sealed record Kind(Style Style, string Size, string Text, int Count)
    {
        internal int Characters => Text.Length + 1; // with the end
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_of_all_styles_weigh_each_style_by_its_share_of_the_validation_drawings()
    {
        var pack = new PackBuilder();
        foreach (var kind in _kinds)
        {
            for (var i = 0; i < kind.Count; i++) pack.Add(kind.Text, ["box"], kind.Style, isValidation: true);
        }

        for (var i = 0; i < 9; i++) pack.Add(_kinds[^1].Text, ["box"], Style.Line); // to learn from: no share
        var config = ModelConfig.FromPreset("tiny") with { LayerCount = 1 };
        var model = new Transformer(config, Weights.Create(config, ModelInitializer.Random(config, 3, 0.02f)));
        var rows = LossMeasure.Measure(model, TokenPack.Load(pack.Save(_folder.Path)), perStyle: 3, threads: 1, CancellationToken.None);

        LossRow Row(string style, string size) => Assert.Single(rows, row => (row.Style, row.Size) == (style, size));
        LossRow RowOf(Kind kind) => Row(Styles.NameOf(kind.Style), kind.Size);
        double Mean(IEnumerable<Kind> kinds, Func<LossRow, double> bits, Func<Kind, int> count) =>
            kinds.Sum(kind => count(kind) * kind.Characters * bits(RowOf(kind))) / kinds.Sum(kind => (double)count(kind) * kind.Characters);

        foreach (var size in (string[])["all", Small, Middle])
        {
            var (row, kinds) = (Row("all", size), _kinds.Where(kind => size == "all" || kind.Size == size).ToArray());
            Assert.Equal(kinds.Sum(kind => RowOf(kind).Drawings), row.Drawings);
            Assert.Equal(Mean(kinds, of => of.BitsPerCharacter, kind => kind.Count), row.BitsPerCharacter, 1e-9);
            Assert.Equal(Mean(kinds, of => of.BitsPerCharacterWithRoom, kind => kind.Count), row.BitsPerCharacterWithRoom, 1e-9);
            Assert.True(row.BitsPerCharacter > Mean(kinds, of => of.BitsPerCharacter, kind => RowOf(kind).Drawings) + 0.1, "the styles are too much alike to tell");
        }

        Assert.Equal(["all all 6", "hand all 3", "line all 3", "all 12x6 4", "all 24x12 2"], rows.Take(5).Select(row => $"{row.Style} {row.Size} {row.Drawings}"));
    }
}
