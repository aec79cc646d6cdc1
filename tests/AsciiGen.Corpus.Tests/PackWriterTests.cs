// The pack as the trainer will read it: checked against the database it was made from.

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AsciiGen.Formats;
using AsciiGen.Tokens;

namespace AsciiGen.Corpus.Tests;

public sealed class PackWriterTests : IDisposable
{
    private const int Groups = 60, SizesOfAGroup = 3;
    private readonly TemporaryCorpus _corpus = new();

    public PackWriterTests()
    {
        var items = new List<ImportItem>();
        for (var group = 0; group < Groups; group++)
        {
            for (var size = 0; size < SizesOfAGroup; size++)
            {
                var style = group % 3 == 0 ? Style.Banner : Style.Hand;
                var text = $"/{new string('-', size + 2)}\\\n{new string(' ', 20)}{group}R\n\n\\__/{new string(' ', size)}.";
                items.Add(TemporaryCorpus.Item($"Thing  {group}", text, $"g{group}", style, $"thing {group}", "Caf\u00e9", $"OBJECT {group}"));
            }
        }

        items.Add(TemporaryCorpus.Item("arch", " /\\\n/  \\"));
        items.Add(TemporaryCorpus.Item("invalid", "."));
        _corpus.Import([.. items]);
    }

    public void Dispose() => _corpus.Dispose();

    [Fact]
    public void Decoded_tokens_are_the_texts_of_the_database_and_sizes_agree()
    {
        var pack = Save(new());
        var artworks = ArtworkQueries.AllValid(_corpus.Database);
        var tokens = pack.ReadU8("art.tokens");
        var offsets = pack.ReadI32("art.offsets");
        Assert.Equal(artworks.Count + 1, offsets.Length);
        Assert.Equal(0, offsets[0]);
        Assert.Equal(tokens.Length, offsets[^1]);
        Assert.Equal(artworks.Select(artwork => (int)artwork.Id), pack.ReadI32("art.id"));
        Assert.Equal(artworks.Select(artwork => artwork.Width), pack.ReadI32("art.width"));
        Assert.Equal(artworks.Select(artwork => artwork.Height), pack.ReadI32("art.height"));
        Assert.Equal(artworks.Select(artwork => (byte)artwork.Style), pack.ReadU8("art.style"));
        Assert.Equal(artworks.Select(artwork => (byte)(artwork.Subject == "arch" ? 1 : 0)), pack.ReadU8("art.mirror"));
        for (var i = 0; i < artworks.Count; i++)
        {
            var drawing = tokens[offsets[i]..offsets[i + 1]];
            Assert.Equal(Vocabulary.End, drawing[^1]);
            Assert.Equal(artworks[i].Text, Tokenizer.Decode(drawing));
        }
    }

    [Fact]
    public void Prompts_are_the_subject_and_the_aliases_the_model_can_read_each_once()
    {
        var pack = Save(new());
        var ranges = pack.ReadI32("art.prompts");
        var offsets = pack.ReadI32("prompt.offsets");
        var text = pack.ReadU8("prompt.text");
        Assert.Equal(offsets.Length - 1, ranges[^1]);
        Assert.Equal(text.Length, offsets[^1]);
        string PromptAt(int i) => Encoding.ASCII.GetString(text[offsets[i]..offsets[i + 1]]);
        Assert.Equal(["thing 0", "object 0"], Enumerable.Range(ranges[0], ranges[1] - ranges[0]).Select(PromptAt));
        Assert.Equal("arch", PromptAt(ranges[^2]));
    }

    [Fact]
    public void All_sizes_of_a_drawing_are_on_the_same_side()
    {
        var split = Save(new() { Validation = 0.3 }).ReadU8("art.split");
        var artworks = ArtworkQueries.AllValid(_corpus.Database);
        var sides = artworks.Zip(split).GroupBy(pair => pair.First.GroupKey, pair => pair.Second).ToList();
        Assert.All(sides, side => Assert.Single(side.Distinct()));
        Assert.InRange(sides.Count(side => side.First() == 1), 5, 35);
    }

    [Fact]
    public void With_every_subject_learned_hand_drawn_pieces_are_set_aside_one_by_one()
    {
        _corpus.Execute("update artworks set subject = 'cat', group_key = 'cat', cluster_key = 'cat' where style = 'hand' and group_key in ('g1', 'g2', 'g4', 'g5')");
        var split = Save(new() { Validation = 0.3, LearnsEverySubject = true }).ReadU8("art.split");
        var artworks = ArtworkQueries.AllValid(_corpus.Database).Zip(split).ToList();
        var cats = artworks.Where(pair => pair.First.Subject == "cat").Select(pair => pair.Second).ToList();
        Assert.Contains((byte)0, cats);
        Assert.Contains((byte)1, cats);
        Assert.DoesNotContain(artworks, pair => pair.First.Style == Style.Hand && pair.First.Subject != "cat" && pair.Second == 1);
        Assert.Contains(artworks, pair => pair.First.Style == Style.Banner && pair.Second == 1);
    }

    [Fact]
    public void Pieces_that_are_not_wanted_do_not_count_and_one_piece_of_a_subject_is_always_learned()
    {
        _corpus.Execute("update artworks set subject = 'cat' where style = 'hand' and group_key in ('g1', 'g2'); update artworks set quality = 1; update artworks set quality = 0 where group_key = 'g1'");
        var few = new PackOptions { Validation = 0.5, LearnsEverySubject = true, MinQuality = 0.5 };
        foreach (var seed in Enumerable.Range(1, 5)) Assert.Equal(0, AsideOf("cat", few with { Seed = (ulong)seed }).Aside); // three of six are wanted, too few

        _corpus.Execute("update artworks set quality = 1 where group_key = 'g1' and id = (select min(id) from artworks where group_key = 'g1')");
        var seeds = Enumerable.Range(1, 60).Select(seed => AsideOf("cat", few with { Seed = (ulong)seed })).ToList(); // one in 16 would choose all four
        Assert.All(seeds, cats => Assert.Equal(4, cats.All));
        Assert.Equal(3, seeds.Max(cats => cats.Aside));
    }

    [Fact]
    public void Sources_are_left_out_by_name_and_an_unknown_one_is_an_error()
    {
        _corpus.Execute("insert into sources (name, kind, family, version, license, attribution) values ('other', 'figlet', 'other', '', 'MIT', 'x')");
        _corpus.Execute("update artworks set source = 'other' where style = 'banner'");
        var styles = Save(new() { LeftOutSources = new HashSet<string> { "other" } }).ReadU8("art.style");
        Assert.NotEmpty(styles);
        Assert.DoesNotContain((byte)Style.Banner, styles);
        Assert.Contains("'others'", Assert.Throws<ArgumentException>(() => Save(new() { LeftOutSources = new HashSet<string> { "others" } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Drawings_that_look_alike_are_on_the_same_side()
    {
        _corpus.Execute("update artworks set cluster_key = 'g0' where group_key in ('g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8', 'g9')");
        var split = Save(new() { Validation = 0.3 }).ReadU8("art.split");
        var artworks = ArtworkQueries.AllValid(_corpus.Database);
        Assert.Single(artworks.Zip(split).Where(pair => pair.First.ClusterKey == "g0").Select(pair => pair.Second).Distinct());
    }

    [Fact]
    public void A_held_out_family_is_for_evaluation_without_what_looks_like_a_drawing_to_learn_from()
    {
        var source = new SourceInfo("aside", "icons", "1", "MIT", "Somebody") { Family = "aside", IsHeldOut = true };
        ImportItem[] items = [TemporaryCorpus.Item("owl", "(o,o)\n /|\\\n", "owl 1"), TemporaryCorpus.Item("fox", "/\\_/\\\n\\o o/", "fox 1")];
        Importer.Import(_corpus.Database, source, items.Select(ImportResult.Of), cancel: TestContext.Current.CancellationToken);
        _corpus.Execute("update artworks set cluster_key = 'g0' where group_key = 'fox 1'");

        var pack = Save(new());
        var split = pack.ReadU8("art.split");
        var ids = pack.ReadI32("art.id").Zip(split).ToDictionary(pair => pair.First, pair => pair.Second);
        var bySubject = ArtworkQueries.AllValid(_corpus.Database).Where(artwork => artwork.Source == "aside").ToDictionary(artwork => artwork.Subject, artwork => (int)artwork.Id);
        Assert.Equal(2, ids[bySubject["owl"]]);
        Assert.DoesNotContain(bySubject["fox"], ids.Keys);
        Assert.Single(split, value => value == 2);
    }

    [Fact]
    public void Drawings_above_a_size_limit_are_left_out()
    {
        var pack = Save(new() { MaxWidth = 22, MaxHeight = 4 });
        Assert.All(pack.ReadI32("art.width"), width => Assert.InRange(width, 1, 22));
        Assert.InRange(pack.ReadI32("art.width").Length, 1, (Groups * SizesOfAGroup) - 1);
        Assert.Throws<ArgumentException>(() => Save(new() { MaxWidth = 0 }));
    }

    [Fact]
    public void The_share_set_aside_is_about_what_was_asked_for()
    {
        var aside = Enumerable.Range(0, 20_000).Count(i => PackWriter.IsValidation($"group {i}", 1, 0.05));
        Assert.InRange(aside, 900, 1100);
        Assert.False(PackWriter.IsValidation("any", 1, 0));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_another_split()
    {
        var options = new PackOptions { Validation = 0.3 };
        Save(options, "a");
        Save(options, "b");
        Save(options with { Seed = 2 }, "c");
        Assert.Equal(Bytes("a.safetensors"), Bytes("b.safetensors"));
        Assert.Equal(Bytes("a.json"), Bytes("b.json"));
        Assert.NotEqual(Split("a"), Split("c"));
    }

    [Fact]
    public void Adding_drawings_moves_no_other_to_the_other_side()
    {
        var options = new PackOptions { Validation = 0.3 };
        Save(options, "a");
        _corpus.Import([.. Enumerable.Range(0, 50).Select(TemporaryCorpus.Numbered)]);
        Save(options, "b");
        Assert.Equal(Split("a"), Split("b")[..Split("a").Length]);
    }

    [Fact]
    public void Weights_divide_each_styles_share_among_its_drawings()
    {
        var pack = Save(new() { Validation = 0.3, StyleShares = new Dictionary<Style, double> { [Style.Hand] = 3, [Style.Banner] = 1, [Style.Line] = 5 } });
        var split = pack.ReadU8("art.split");
        var style = pack.ReadU8("art.style");
        var weight = pack.ReadFloats("art.weight");
        Assert.All(weight, value => Assert.True(value > 0));
        double Mass(int side, Style of) => Enumerable.Range(0, weight.Length).Where(i => split[i] == side && style[i] == (byte)of).Sum(i => weight[i]);
        foreach (var side in new[] { 0, 1 })
        {
            Assert.Equal(0.75, Mass(side, Style.Hand), 5);
            Assert.Equal(0.25, Mass(side, Style.Banner), 5);
        }
    }

    [Fact]
    public void An_artworks_weight_counts_beside_others_of_its_style()
    {
        _corpus.Execute("update artworks set weight = 4 where id = 4");
        var pack = Save(new() { Validation = 0 });
        var weight = pack.ReadFloats("art.weight");
        Assert.Equal(4 * weight[4], weight[3], 6);
    }

    [Fact]
    public void Preferred_subjects_weigh_more_than_others_of_their_style()
    {
        _corpus.Execute("update artworks set subject = 'sun' where id = 4");
        var pack = Save(new() { Validation = 0, PreferredSubjects = new HashSet<string> { "sun" }, Preference = 5 });
        var weight = pack.ReadFloats("art.weight");
        Assert.Equal(5 * weight[4], weight[3], 6);
    }

    [Fact]
    public void Styles_without_a_share_and_low_quality_are_left_out()
    {
        var shares = new Dictionary<Style, double> { [Style.Hand] = 1, [Style.Banner] = 0 };
        var path = _corpus.At("p.safetensors");
        var report = PackWriter.Save(_corpus.Database, path, new() { StyleShares = shares });
        Assert.Equal(Groups / 3 * SizesOfAGroup, report.LeftOut);
        Assert.DoesNotContain((byte)Style.Banner, Safetensors.Load(path).ReadU8("art.style"));
        Assert.Throws<CorpusException>(() => PackWriter.Save(_corpus.Database, path, new() { StyleShares = new Dictionary<Style, double> { [Style.Line] = 1 } }));
        _corpus.Execute("update artworks set quality = 0.5; update artworks set quality = 0.7 where id = 2");
        Assert.Equal(1, PackWriter.Save(_corpus.Database, path, new() { MinQuality = 0.6, Validation = 0 }).Training);
        Assert.Throws<CorpusException>(() => PackWriter.Save(_corpus.Database, path, new() { MinQuality = 0.8 }));
    }

    [Fact]
    public void The_description_counts_and_holds_the_hash()
    {
        var pack = Save(new() { Validation = 0.3, Command = "corpus pack" });
        using var json = JsonDocument.Parse(Bytes("p.json"));
        var root = json.RootElement;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes("p.safetensors"))), root.GetProperty("sha256").GetString());
        Assert.Equal("corpus pack", root.GetProperty("command").GetString());
        var aside = pack.ReadU8("art.split").Count(side => side == 1);
        Assert.Equal(aside, root.GetProperty("validation_artworks").GetInt32());
        Assert.Equal((Groups * SizesOfAGroup) + 1 - aside, root.GetProperty("training_artworks").GetInt32());
        Assert.Equal(pack.ReadU8("art.tokens").Length, root.GetProperty("training_tokens").GetInt64() + root.GetProperty("validation_tokens").GetInt64());
    }

    [Fact]
    public void Options_out_of_range_and_places_that_cannot_be_written_are_refused()
    {
        var path = _corpus.At("p.safetensors");
        Assert.Throws<ArgumentException>(() => PackWriter.Save(_corpus.Database, path, new() { Validation = 0.6 }));
        Assert.Throws<ArgumentException>(() => PackWriter.Save(_corpus.Database, path, new() { Validation = double.NaN }));
        Assert.Throws<ArgumentException>(() => PackWriter.Save(_corpus.Database, path, new() { MinQuality = -1 }));
        Assert.Throws<ArgumentException>(() => PackWriter.Save(_corpus.Database, _corpus.At("p.bin"), new()));
        Assert.False(File.Exists(path));
        var blocked = Path.Combine(_corpus.Write("file", ""), "p.safetensors");
        var error = Assert.ThrowsAny<AsciiGenException>(() => PackWriter.Save(_corpus.Database, blocked, new()));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void An_empty_corpus_says_how_to_fill_it()
    {
        using var empty = new TemporaryCorpus();
        var error = Assert.Throws<CorpusException>(() => PackWriter.Save(empty.Database, empty.At("p.safetensors"), new()));
        Assert.Contains("corpus import", error.Message);
    }

    private (int Aside, int All) AsideOf(string subject, PackOptions options)
    {
        var pack = Save(options);
        var ids = ArtworkQueries.AllValid(_corpus.Database).Where(artwork => artwork.Subject == subject).Select(artwork => (int)artwork.Id).ToHashSet();
        var sides = pack.ReadI32("art.id").Zip(pack.ReadU8("art.split")).Where(pair => ids.Contains(pair.First)).Select(pair => pair.Second).ToList();
        return (sides.Count(side => side == 1), sides.Count);
    }

    private Safetensors Save(PackOptions options, string name = "p")
    {
        var path = _corpus.At(name + ".safetensors");
        PackWriter.Save(_corpus.Database, path, options);
        return Safetensors.Load(path);
    }

    private byte[] Bytes(string name) => File.ReadAllBytes(_corpus.At(name));

    private byte[] Split(string name) => Safetensors.Load(_corpus.At(name + ".safetensors")).ReadU8("art.split");
}
