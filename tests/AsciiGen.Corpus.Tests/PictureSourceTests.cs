// Pictures through a converter that is handed in: here the "picture" is a word and the converter writes it twice.

using AsciiGen.Corpus.Sources;
using AsciiGen.Tokens;
using Xunit;

namespace AsciiGen.Corpus.Tests;

public sealed class PictureSourceTests
{
    [Fact]
    public void All_drawings_of_a_picture_are_one_group_and_a_failure_does_not_stop_the_next()
    {
        PictureEntry<string>[] entries = [new("cat", "cat", ["kitten"], "icon-cat"), new("!", "bad", [], "icon-bad"), new("dog", "dog", [], "icon-dog")];
        var results = PictureSource.Read("set", entries, picture => picture == "!"
            ? throw new AsciiGenException("cannot be converted")
            : [new(picture, Style.Line, "line-20"), new($"{picture}\n{picture}", Style.Solid, "solid-20")]).ToList();
        Assert.Equal(new ImportProblem("icon-bad", "cannot be converted"), results[2].Problem);
        Assert.Equal(["set/icon-cat", "set/icon-cat", null, "set/icon-dog", "set/icon-dog"], results.Select(result => result.Item?.GroupKey));
        Assert.Equal(["icon-cat#line-20", "icon-cat#solid-20"], results.Take(2).Select(result => result.Item!.SourceId));
    }
}
