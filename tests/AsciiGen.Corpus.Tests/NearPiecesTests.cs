// What counts as the same drawing and what as nearly the same, on drawings whose answer anybody can count.

using AsciiGen.Corpus.Collection;
using AsciiGen.Corpus.Duplicates;
using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Tests;

public sealed class NearPiecesTests
{
    private const string House = "   /\\\n  /  \\\n /____\\\n |  _ |\n | | ||\n |_|_||";
    private const string Mug = ".-----.\n|     |-.\n|     | |\n|     |-'\n'-----'";
    private const string Duck = "    __\n___( o)>\n\\ <_. )\n `---'";

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("/\\\n\\/", "/\\\n\\_", 1)]
    [InlineData("abcdefgh", "hgfedcba", 8)]
    public void The_distance_is_the_number_of_changes(string first, string second, int distance)
    {
        for (var most = distance; most < distance + 10; most++)
        {
            Assert.Equal(distance, EditDistance.Within(first, second, most));
            Assert.Equal(distance, EditDistance.Within(second, first, most));
        }

        for (var most = 0; most < distance; most++) Assert.Equal(most + 1, EditDistance.Within(first, second, most));
    }

    [Fact]
    public void The_band_finds_the_distance_that_the_whole_table_has()
    {
        var random = new AsciiGen.Numerics.SplitMix64(7);
        for (var trial = 0; trial < 300; trial++)
        {
            string first = Letters(ref random), second = Letters(ref random);
            var whole = Whole(first, second);
            for (var most = 0; most < 14; most++) Assert.Equal(Math.Min(whole, most + 1), EditDistance.Within(first, second, most));
        }
    }

    [Fact]
    public void A_piece_is_found_equal_changed_a_little_and_mirrored_and_a_new_drawing_is_not()
    {
        var index = new NearPieces([Mug, House, Duck]);
        Assert.Equal(new NearPiece(1, 0, false), index.Find(House, 0.05));
        Assert.Equal(new NearPiece(0, 1, false), index.Find(Mug.Replace("|-.", "|=.", StringComparison.Ordinal), 0.05));
        Assert.Null(index.Find(Mug.Replace('-', '='), 0.05));
        // Both kinds of quotes become the same one, which is the one change.
        Assert.True(Mirror.TryFlip(Duck, out var turned));
        Assert.Equal(new NearPiece(2, 1, true), index.Find(ArtworkText.Normalize(turned), 0.05));
        Assert.Null(index.Find("#####\n#####", 0.05));
        Assert.Null(new NearPieces([]).Find(House, 0.05));
    }

    [Fact]
    public void Searching_with_counts_first_finds_what_comparing_with_every_piece_finds()
    {
        var random = new AsciiGen.Numerics.SplitMix64(11);
        var texts = Enumerable.Range(0, 400).Select(_ => Letters(ref random)).ToList();
        var index = new NearPieces(texts);
        var found = 0;
        for (var i = 0; i < 200; i++)
        {
            var text = Letters(ref random);
            var nearest = texts.Select(other => (Other: other, Distance: Whole(text, other))).Where(pair => pair.Distance <= (int)(0.3 * Math.Max(text.Length, pair.Other.Length))).Select(pair => pair.Distance).DefaultIfEmpty(-1).Min();
            Assert.Equal(nearest, index.Find(text, 0.3)?.Distance ?? -1);
            if (nearest >= 0) found++;
        }

        Assert.InRange(found, 1, 199);
    }

    [Fact]
    public void Shifted_mirrored_and_slightly_changed_drawings_are_one_and_others_are_not()
    {
        Assert.True(Mirror.TryFlip(Duck, out var turned));
        turned = ArtworkText.Normalize(turned);
        Assert.Equal(1, DistinctDrawings.Count([Duck, turned, Duck.Replace('o', 'O')]));
        Assert.Equal(3, DistinctDrawings.Count([Duck, House, turned, Mug, House]));
        Assert.Equal(0, DistinctDrawings.Count([]));
        Assert.False(DistinctDrawings.AreAlike(House, Mug));
    }

    [Fact]
    public void The_same_as_the_same_is_the_same()
    {
        var row = new string('x', 20);
        string[] steps = [row, "ooo" + row[3..], "oooooo" + row[6..]];
        Assert.False(DistinctDrawings.AreAlike(steps[0], steps[2]));
        Assert.Equal(2, DistinctDrawings.Count([steps[0], steps[2]]));
        Assert.Equal(1, DistinctDrawings.Count(steps));
    }

    [Theory]
    [InlineData("  /\\\n /  \\\n/____\\", 1)]
    [InlineData("  /\\\n /  \\\n/___o\\\n", 0.75)]
    [InlineData("R", 0)]
    public void Mirrored_rows_are_counted(string text, double share) => Assert.Equal(share, MirrorSymmetry.MirroredRows(text), 9);

    // Of letters without a mirror image, so that only the text itself is looked for.
    private static string Letters(ref AsciiGen.Numerics.SplitMix64 random)
    {
        var letters = new char[8 + random.NextBelow(4)];
        for (var i = 0; i < letters.Length; i++) letters[i] = "RSE\n"[random.NextBelow(4)];
        return new string(letters);
    }

    private static int Whole(string first, string second)
    {
        var table = new int[first.Length + 1, second.Length + 1];
        for (var i = 0; i <= first.Length; i++)
        {
            for (var j = 0; j <= second.Length; j++)
            {
                table[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    table[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1), Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
            }
        }

        return table[first.Length, second.Length];
    }
}
