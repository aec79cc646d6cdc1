// Reading word lists: each layout as its package has it, and one line for whatever is missing or laid out otherwise.

using AsciiGen.Corpus.Recipes;
using AsciiGen.Corpus.Words;

namespace AsciiGen.Corpus.Tests.Words;

public sealed class WordListTests : IDisposable
{
    private const string Mark = "\u2620"; // any picture: names are plain English, keys are not

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WordListKind.Emojibase, "en/data.json", "[{'label': 'Cat face', 'tags': ['kitten', 'Pet', 'kitten']}, {'label': 'dog'}]", "emojibase: cat face | kitten, pet")]
    [InlineData(WordListKind.Emojilib, "package/dist/emoji-en-US.json", "{'1': ['cat_face', 'kitten'], '2': ['dog']}", "emojilib: cat face | kitten")]
    [InlineData(WordListKind.Mdi, "meta.json", "[{'name': 'cat', 'aliases': ['emoji-cat'], 'tags': ['Animal']}, {'name': 'dog', 'aliases': []}]", "mdi: cat, emoji cat | ")]
    [InlineData(WordListKind.Tabler, "icons.json", "{'cat': {'name': 'cat', 'tags': ['kitten', 9]}, 'dog': {'name': 'dog'}}", "tabler: cat | kitten")]
    [InlineData(WordListKind.Lucide, "tags.json", "{'cat': ['kitten', '" + Mark + "'], 'dog': []}", "lucide: cat | kitten")]
    public void Each_list_is_read_as_its_package_lays_it_out(WordListKind kind, string file, string json, string expected)
    {
        SmallWordLists.Write(_folder, file, json.Replace('\'', '"'));
        var entries = TagLists.Read(kind, _folder.Path);
        Assert.Equal(2, entries.Count);
        Assert.Equal(expected, $"{entries[0].List}: {string.Join(", ", entries[0].Names)} | {string.Join(", ", entries[0].Tags)}");
    }

    [Theory]
    [InlineData(WordListKind.Emojibase, "en/data.json", "{'label': 'cat'}")]
    [InlineData(WordListKind.Emojibase, "en/data.json", "[{'name': 'cat'}, {'name': 'dog'}]")]
    [InlineData(WordListKind.Emojibase, "en/data.json", "[]")]
    [InlineData(WordListKind.Emojilib, "dist/emoji-en-US.json", "{'1': {'name': 'cat'}}")]
    [InlineData(WordListKind.Mdi, "meta.json", "[{'name': 'cat'}]")]
    [InlineData(WordListKind.Tabler, "icons.json", "{'cat': ['kitten'], 'dog': []}")]
    [InlineData(WordListKind.Lucide, "tags.json", "{'cat': 'kitten', 'dog': 'puppy'}")]
    [InlineData(WordListKind.Lucide, "tags.json", "{'cat': [")]
    public void A_changed_layout_is_one_line_with_the_file(WordListKind kind, string file, string json)
    {
        SmallWordLists.Write(_folder, file, json.Replace('\'', '"'));
        var error = Assert.Throws<CorpusException>(() => TagLists.Read(kind, _folder.Path));
        Assert.StartsWith($"{_folder[file]}: the word list has another layout than expected (", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(WordListKind.Emojibase)]
    [InlineData(WordListKind.WordNet)]
    public void A_missing_file_is_named(WordListKind kind)
    {
        var error = Assert.Throws<CorpusException>(() => WordLists.Load([(kind, _folder["nowhere"])]));
        Assert.Contains("does not exist. Give the unpacked package", error.Message);
    }

    [Fact]
    public void Meanings_come_with_synonyms_and_kinds_the_commonest_first()
    {
        var nouns = WordNet.Load(SmallWordLists.WordNet(_folder));
        var meanings = nouns.Meanings("car");
        Assert.Equal([400, 500], meanings.Select(meaning => meaning.Offset));
        Assert.Equal(["car", "auto", "automobile", "machine"], meanings[0].Words);
        Assert.Equal(["cat", "true cat", "moggie"], nouns.Meanings("true cat")[0].Words);
        Assert.Equal([100, 110, 200], nouns.Kinds(nouns.Meanings("cat")[0]).Order());
        Assert.Equal((1, 0), (nouns.SeenCount("car"), nouns.SeenCount("submarine")));
        Assert.Equal([false, true], nouns.Meanings("cock").Select(meaning => meaning.IsCoarse));
        Assert.Empty(nouns.Meanings("submarine"));
    }

    [Theory]
    [InlineData("index.noun", "cat n two 2 @ 2 1 00000200 00000900\n", "line 1")]
    [InlineData("index.noun", "cat n 9 1 @ 2 1 00000200\n", "line 1")]
    [InlineData("index.noun", "cat n 1 1 @ 1 1 00000999\n", "it names meanings")]
    [InlineData("data.noun", "00000200 05 n 02 cat 0\n", "line 1")]
    [InlineData("data.noun", "00000200 05 n 01 cat 0 000 | a\n00000200 05 n 01 cat 0 000 | b\n", "line 2")]
    public void A_dictionary_of_another_layout_is_one_line_with_the_file(string file, string text, string expected)
    {
        var folder = SmallWordLists.WordNet(_folder);
        File.WriteAllText(Path.Combine(folder, file), text);
        var error = Assert.Throws<CorpusException>(() => WordNet.Load(folder));
        Assert.Contains($"{file}: the word list has another layout than expected ({expected}", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
