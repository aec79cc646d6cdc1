// A tiny icon package written by the test, whole and broken.

using System.Numerics;
using AsciiGen.Imaging.Icons;

namespace AsciiGen.Imaging.Tests;

public sealed class IconSetTests : IDisposable
{
    private const string Info = """{"name": "Test Icons", "author": {"name": "A. Author"}, "license": {"title": "MIT", "spdx": "MIT"}}""";

    private const string Icons = """
        {"prefix": "test", "width": 24, "height": 24,
         "icons": {"key": {"body": "<path fill='none' stroke='red' d='M2 4h20'/>"},
                   "old": {"body": "<path d='M0 0h1'/>", "hidden": true},
                   "flag": {"body": "<path fill='none' stroke='red' d='M1 1h4v2'/>", "width": 32, "hFlip": true}},
         "aliases": {"clef": {"parent": "key"}, "lock-key": {"parent": "clef", "rotate": 1}}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private IconSet Load(string icons = Icons, string info = Info)
    {
        File.WriteAllText(_folder["icons.json"], icons);
        File.WriteAllText(_folder["info.json"], info);
        return IconSet.Load(_folder.Path);
    }

    [Fact]
    public void A_set_knows_its_pictures_licence_and_author()
    {
        var set = Load();
        Assert.Equal(("test", "Test Icons", "MIT", "A. Author"), (set.Prefix, set.Title, set.License, set.Author));
        Assert.Equal(["key", "flag", "lock-key"], set.Icons.Select(icon => icon.Name));
        Assert.Equal(["clef"], set.Icons[0].Aliases);
        Assert.Equal(new Vector2(32, 24), set.Icons[1].Size);
    }

    [Fact]
    public void A_turned_alias_is_a_turned_picture()
    {
        var set = Load();
        Assert.Equal(new Vector2(20, 0), set.Icons[0].ToPicture().ToSketch().Size);
        var turned = set.Icons[2].ToPicture().ToSketch().Size;
        Assert.Equal(0, turned.X, 3);
        Assert.Equal(20, turned.Y, 3);
        Assert.Equal(27, set.Icons[1].ToPicture().ToSketch().Min.X, 3);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"prefix": "t"}""")]
    [InlineData("""{"prefix": "t", "icons": {}, "aliases": {"b": {"parent": "a"}}}""")]
    [InlineData("""{"prefix": "t", "icons": {}, "aliases": {"a": {"parent": "b"}, "b": {"parent": "a"}}}""")]
    [InlineData("""{"prefix": "t", "icons": {}, "aliases": 7}""")]
    public void A_malformed_set_is_refused_in_one_line(string icons)
    {
        var error = Assert.Throws<ImageException>(() => Load(icons));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("{}")]
    [InlineData("""{"body": 5}""")]
    [InlineData("""{"body": "", "width": "wide"}""")]
    [InlineData("""{"body": "", "width": 0}""")]
    public void A_malformed_icon_spoils_only_itself(string bad)
    {
        var set = Load($$"""{"prefix": "t", "width": 24, "height": 24, "icons": {"bad": {{bad}}, "key": {"body": "<path fill='none' stroke='red' d='M2 4h20'/>"} } }""");
        var error = Assert.Throws<ImageException>(set.Icons[0].ToPicture);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(new Vector2(20, 0), set.Icons[1].ToPicture().ToSketch().Size);
    }

    [Fact]
    public void A_set_without_licence_or_folder_is_refused()
    {
        Assert.Throws<ImageException>(() => Load(info: """{"name": "Test", "author": {"name": "A"}}"""));
        Assert.Throws<ImageException>(() => IconSet.Load(_folder["nothing"]));
    }
}
