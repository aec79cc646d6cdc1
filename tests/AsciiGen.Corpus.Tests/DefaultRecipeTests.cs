// The recipe of this repository: what it must hold whoever edits it, and that the notices are made of it.

using AsciiGen.Corpus.Recipes;

namespace AsciiGen.Corpus.Tests;

public sealed class DefaultRecipeTests
{
    private static readonly Recipe _recipe = Recipe.Load(Path.Combine(ProgramRun.Repository, "corpus", "default.json"));

    [Fact]
    public void Five_families_are_held_out_and_forty_are_not()
    {
        var families = _recipe.Sources.DistinctBy(source => source.Family).ToLookup(source => source.IsHeldOut, source => source.Family);
        Assert.Equal(["boxicons", "emojione", "healthicons", "iconoir", "ion"], families[true].Order());
        Assert.True(families[false].Count() >= 40, $"{families[false].Count()} families");
        Assert.All(_recipe.Sources.Where(source => source.IsHeldOut), source => Assert.Contains(Style.Line, source.Styles));
    }

    [Fact]
    public void No_set_whose_licence_is_disputed_or_asks_for_more_than_a_name_is_in()
    {
        string[] sets = ["ri", "arcticons", "openmoji", "entypo", "typcn", "ps", "icomoon-free", "circum", "emojione-v1", "brandico"];
        Assert.DoesNotContain(_recipe.Packages, package => sets.Any(set => package.Name == "@iconify-json/" + set));
        Assert.Equal("CC-BY-4.0", _recipe.Sources.Single(source => source.Name == "fxemoji").License);
    }

    [Fact]
    public void Every_kind_of_word_list_is_there_and_the_file_that_is_read_of_it_is_expected()
    {
        Assert.Equal(Enum.GetValues<WordListKind>(), _recipe.WordLists.Select(list => list.Kind));
        foreach (var list in _recipe.WordLists)
        {
            using var folder = new TemporaryFolder();
            var missing = Assert.Throws<CorpusException>(() => AsciiGen.Corpus.Words.WordLists.Load([(list.Kind, folder.Path)])).Message;
            Assert.Contains(list.Package.Expected, file => missing.Contains(Path.Combine(folder.Path, file), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Only_the_fonts_to_spell_with_draw_made_up_words() =>
        Assert.Equal(["brick"], _recipe.Sources.Where(source => source.HasMadeUpWords).Select(source => source.Name));

    [Fact]
    public void The_same_package_has_the_same_version_and_checksum_everywhere()
    {
        var packages = _recipe.Sources.Select(source => source.Package).Concat(_recipe.WordLists.Select(list => list.Package)).OfType<RecipePackage>().ToList();
        Assert.Equal(packages.Select(package => package.Name).Distinct().Count(), packages.Select(package => (package.Name, package.Version, package.ChecksumFor("amd64"))).Distinct().Count());
    }

    [Fact]
    public void Parts_of_one_set_never_take_the_same_picture()
    {
        string[] names = ["cat", "cat-fill", "cat-filled", "cat-outline", "cat-line", "cat-linear", "cat-bold", "cat-solid", "cat-remix", "cat-duotone", "cat-sharp", "cat-outline-sharp"];
        foreach (var parts in _recipe.Sources.Where(source => source.Package is not null).GroupBy(source => source.Package!.Name))
        {
            Assert.All(names, name => Assert.InRange(parts.Count(part => part.Takes(name)), 0, 1));
        }
    }

    [Fact]
    public void The_committed_notices_are_what_the_recipe_makes()
    {
        var committed = File.ReadAllText(Path.Combine(ProgramRun.Repository, "THIRD-PARTY-NOTICES.md"));
        Assert.True(committed == ThirdPartyNotices.Format(_recipe), "run: ascii-lab corpus notices --recipe corpus/default.json --out THIRD-PARTY-NOTICES.md");
        Assert.All(_recipe.Sources, source => Assert.Contains(source.Url, committed, StringComparison.Ordinal));
    }

    [Fact]
    public void Notices_keep_a_table_whole_whatever_a_recipe_says()
    {
        var source = _recipe.Sources[0] with { Attribution = "Pipes | [by](x) <b>`me`", Package = null, Path = Path.Combine(_recipe.Root, "art", "x"), Note = "one\\two" };
        var notices = ThirdPartyNotices.Format(new Recipe(_recipe.File, [source], []));
        Assert.Contains(@"| hand | [Pipes \| \[by\](x) \<b\>\`me\`](", notices, StringComparison.Ordinal);
        Assert.Contains(@"`art/x`; one\\two |", notices, StringComparison.Ordinal);
        Assert.Contains("no list.", notices, StringComparison.Ordinal);
        Assert.DoesNotContain("{sources}", notices, StringComparison.Ordinal);
    }
}
