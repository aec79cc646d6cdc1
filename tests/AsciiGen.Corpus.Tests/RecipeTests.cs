// Recipes: what is read of them, and one line with file and field for everything that is wrong.

using AsciiGen.Corpus.Recipes;

namespace AsciiGen.Corpus.Tests;

public sealed class RecipeTests : IDisposable
{
    private const string Checksum = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Package = $$"""{"client":"npm","name":"@a/lucide","version":"1.2.3","sha256":"{{Checksum}}"}""";

    private const string Icons =
        $$"""{"name":"lucide","kind":"icons","package":{{Package}},"license":"ISC","attribution":"Lucide","url":"https://lucide.dev","styles":["line"]}""";

    private const string Words =
        $$"""{"name":"tags","kind":"lucide","package":{{Package}},"license":"ISC","attribution":"Lucide","url":"https://lucide.dev"}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_sources_in_order_and_word_lists()
    {
        var fonts = """
            {"name":"fonts","kind":"figlet","path":"art/fonts","license":"CC0-1.0","attribution":"us","url":"https://example.org","styles":["banner"],
             "family":"own","held_out":true,"note":"by hand","exclude":["mono*","wide"],"max_pictures":7}
            """;
        var recipe = Load($"{Icons},{fonts}", Words);
        var (icons, banner) = (recipe.Sources[0], recipe.Sources[1]);
        Assert.Equal(("lucide", SourceKind.Icons, "lucide", "1.2.3", false), (icons.Name, icons.Kind, icons.Family, icons.Version, icons.IsHeldOut));
        Assert.Equal((PackageClient.Npm, "@a/lucide", Checksum), (icons.Package!.Client, icons.Package.Name, icons.Package.ChecksumFor("arm64")));
        Assert.Equal([Style.Line], icons.Styles);
        Assert.Equal(("own", true, "by hand", 7, ""), (banner.Family, banner.IsHeldOut, banner.Note, banner.MaxPictures, banner.Version));
        Assert.Equal(Path.Combine(_folder.Path, "art", "fonts"), banner.Path);
        Assert.Equal((WordListKind.Lucide, "tags"), (recipe.WordLists[0].Kind, recipe.WordLists[0].Name));
        Assert.Single(recipe.Packages);
        Assert.Equal(new SourceInfo("fonts", "figlet", "", "CC0-1.0", "us") { Family = "own", IsHeldOut = true }, banner.ToSourceInfo());
    }

    [Fact]
    public void A_name_is_taken_when_it_is_included_and_not_excluded()
    {
        var source = Load(Icons.Replace("\"styles\"", "\"include\":[\"*-fill\",\"animals/*\"],\"exclude\":[\"*star*\"],\"styles\"", StringComparison.Ordinal), "").Sources[0];
        Assert.True(source.Takes("cat-fill"));
        Assert.True(source.Takes("animals/birds/owl"));
        Assert.False(source.Takes("cat"));
        Assert.False(source.Takes("star-fill"));
        Assert.True(Load(Icons, "").Sources[0].Takes("anything"));
    }

    [Fact]
    public void A_package_built_for_processors_has_a_checksum_for_each()
    {
        var package = Load(Icons.Replace($"\"sha256\":\"{Checksum}\"", $$"""sha256":{"amd64":"{{Checksum}}"}""".Insert(0, "\""), StringComparison.Ordinal)
            .Replace("npm", "apt", StringComparison.Ordinal).Replace("@a/", "", StringComparison.Ordinal), "").Sources[0].Package!;
        Assert.Equal(Checksum, package.ChecksumFor("amd64"));
        Assert.Null(package.ChecksumFor("arm64"));
    }

    [Theory]
    [InlineData("\"kind\":\"icons\"", "\"kind\":\"icon\"", "sources[0] (lucide): field 'kind' is 'icon', expected one of hand, figlet")]
    [InlineData("\"name\":\"lucide\"", "\"name\":\"Lu cide\"", "field 'name'")]
    [InlineData("\"url\"", "\"adress\":\"x\",\"url\"", "field 'adress' is unknown")]
    [InlineData("\"url\"", "\"license\":\"MIT\",\"url\"", "license")]
    [InlineData("\"license\":\"ISC\",", "", "has no field 'license'")]
    [InlineData("\"ISC\"", "\"GPL-3.0-only\"", "field 'license' is 'GPL-3.0-only'")]
    [InlineData("\"ISC\"", "7", "field 'license' is 7, expected a text")]
    [InlineData("\"ISC\"", "\"CC-BY-4.0\"", "redrawn as text")]
    [InlineData("\"Lucide\"", "\"  \"", "field 'attribution' is empty")]
    [InlineData("\"Lucide\"", "\"a\\nb\"", "field 'attribution' has blanks around it or control characters")]
    [InlineData("https://lucide.dev", "http://lucide.dev", "field 'url'")]
    [InlineData("[\"line\"]", "[]", "field 'styles' is empty")]
    [InlineData("[\"line\"]", "[\"banner\"]", "field 'styles' is 'banner', expected one of line, solid")]
    [InlineData("[\"line\"]", "[\"line\",\"line\"]", "holds 'line' twice")]
    [InlineData("\"styles\"", "\"max_pictures\":0,\"styles\"", "field 'max_pictures' is 0")]
    [InlineData("\"styles\"", "\"made_up_words\":true,\"styles\"", "field 'made_up_words' is true, expected it with sources of the kind figlet only")]
    [InlineData("\"styles\"", "\"held_out\":1,\"styles\"", "field 'held_out' is 1, expected true or false")]
    [InlineData("\"styles\"", "\"path\":\"art\",\"styles\"", "'path' and 'package'")]
    [InlineData("\"client\":\"npm\"", "\"client\":\"pip\"", "field 'client' is 'pip'")]
    [InlineData("@a/lucide", "-flag", "field 'name' is '-flag'")]
    [InlineData("@a/lucide", "../lucide", "field 'name' is '../lucide'")]
    [InlineData("1.2.3", "^1.2.3", "field 'version' is '^1.2.3', expected one exact version")]
    [InlineData("1.2.3", "latest", "field 'version'")]
    [InlineData(Checksum, "0123", "field 'sha256'")]
    [InlineData("\"version\"", "\"under\":\"../..\",\"version\"", "package: field 'under' is '../..'")]
    [InlineData("\"version\"", "\"under\":\"/etc\",\"version\"", "field 'under'")]
    [InlineData("\"version\"", "\"scripts\":true,\"version\"", "field 'scripts' is unknown")]
    public void A_wrong_field_is_named(string before, string after, string expected)
    {
        Assert.Contains(before, Icons, StringComparison.Ordinal);
        Refuses(Wrap(Icons.Replace(before, after, StringComparison.Ordinal), ""), expected);
    }

    [Theory]
    [InlineData("", "is not valid JSON")]
    [InlineData("[]", "expected an object")]
    [InlineData("{}", "has no field 'format'")]
    [InlineData("""{"format":"ascii-gen-recipe","format_version":2,"sources":[]}""", "field 'format_version' is 2, expected 1")]
    [InlineData("""{"format":"ascii-gen-recipe","format_version":1,"sources":[]}""", "field 'sources' is empty")]
    [InlineData("""{"format":"ascii-gen-recipe","format_version":1,"sources":[7]}""", "sources[0] is 7, expected an object")]
    [InlineData("""{"format":"ascii-gen-recipe","format_version":1,"sources":{}}""", "field 'sources' is {}, expected a list")]
    public void A_file_that_is_no_recipe_is_refused(string json, string expected) => Refuses(json, expected);

    [Fact]
    public void Names_given_twice_and_families_half_held_out_are_refused()
    {
        Refuses(Wrap($"{Icons},{Icons}", ""), "sources holds the name 'lucide' twice");
        Refuses(Wrap(Icons, $"{Words},{Words}"), "word_lists holds the name 'tags' twice");
        var other = Icons.Replace("\"name\":\"lucide\"", "\"name\":\"other\",\"family\":\"lucide\",\"held_out\":true", StringComparison.Ordinal);
        Refuses(Wrap($"{Icons},{other}", ""), "of the family 'lucide' some sources are held out");
    }

    [Fact]
    public void A_recipe_that_is_not_there_is_one_line() =>
        Assert.Contains("cannot be read", Assert.Throws<CorpusException>(() => Recipe.Load(_folder["none.json"])).Message, StringComparison.Ordinal);

    private static string Wrap(string sources, string wordLists) =>
        $$"""{"format":"ascii-gen-recipe","format_version":1,"sources":[{{sources}}],"word_lists":[{{wordLists}}]}""";

    private Recipe Load(string sources, string wordLists) => LoadJson(Wrap(sources, wordLists));

    private Recipe LoadJson(string json)
    {
        var file = Path.Combine(Directory.CreateDirectory(_folder["recipes"]).FullName, "test.json");
        File.WriteAllText(file, json);
        return Recipe.Load(file);
    }

    private void Refuses(string json, string expected)
    {
        var message = Assert.Throws<CorpusException>(() => LoadJson(json)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("test.json:", message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
    }
}
