// How often pieces are shown by their size: `corpus pack --hand-sizes`.

using AsciiGen.Formats;

namespace AsciiGen.Corpus.Tests;

public sealed class SizeWeightTests : IDisposable
{
    private readonly TemporaryCorpus _corpus = new();

    public SizeWeightTests()
    {
        var items = new List<ImportItem>();
        foreach (var width in (int[])[4, 6, 7, 22, 23])
        {
            items.Add(TemporaryCorpus.Item($"thing {width}", $"/{new string('-', width - 2)}\\\n\\{new string('_', width - 2)}/"));
            items.Add(TemporaryCorpus.Item($"word {width}", $"#{new string('=', width - 2)}#\n#{new string('~', width - 2)}#", $"b{width}", Style.Banner));
        }

        _corpus.Import([.. items]);
    }

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void Hand_drawn_pieces_weigh_by_the_first_size_that_holds_them_and_others_are_left_alone()
    {
        var plain = Weights([]);
        var weighed = Weights([SizeWeight.Parse("6x3=4"), SizeWeight.Parse("22x9=0.5")]);
        Assert.Equal([4.0, 4, 0.5, 0.5, 1], Factors(Style.Hand).Select(factor => Math.Round(factor, 4)));
        Assert.All(weighed.Zip(plain).Where(pair => pair.First.Style == Style.Banner), pair => Assert.Equal(pair.Second.Weight, pair.First.Weight, 6));

        // Against the largest, which no size holds.
        IEnumerable<double> Factors(Style style)
        {
            var pairs = weighed.Zip(plain).Where(pair => pair.First.Style == style).Select(pair => pair.First.Weight / pair.Second.Weight).ToList();
            return pairs.Select(factor => factor / pairs[^1]);
        }
    }

    [Theory]
    [InlineData("24x12")]
    [InlineData("24=12x3")]
    [InlineData("24x12=-1")]
    [InlineData("0x12=1")]
    public void A_size_without_a_weight_is_refused(string text) =>
        Assert.Throws<ArgumentException>(() => new PackOptions { SizeWeights = [SizeWeight.Parse(text)] }.Validate());

    [Fact]
    public void A_size_is_written_as_it_is_read() => Assert.Equal("24x12=0.5", SizeWeight.Parse("24x12=0.5").ToString());

    private List<(Style Style, double Weight)> Weights(SizeWeight[] sizes)
    {
        var path = _corpus.At("p.safetensors");
        PackWriter.Save(_corpus.Database, path, new() { Validation = 0, SizeWeights = sizes });
        var pack = Safetensors.Load(path);
        return [.. pack.ReadU8("art.style").Zip(pack.ReadFloats("art.weight"), (style, weight) => ((Style)style, (double)weight))];
    }
}
