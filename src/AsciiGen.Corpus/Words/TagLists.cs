// The five lists of tagged pictures, each one JSON file of its own layout. What a layout must have is checked; what it
// has besides is not looked at, so that newer versions with more fields still read.

using System.Text.Json;
using AsciiGen.Corpus.Recipes;

namespace AsciiGen.Corpus.Words;

/// <summary>Reads lists of tagged pictures.</summary>
public static class TagLists
{
    private const int FewestEntries = 2; // an object of another kind may pass as a list of one

    /// <summary>Reads the list in the folder of an unpacked package.</summary>
    /// <param name="kind">Any kind but <see cref="WordListKind.WordNet"/>.</param>
    /// <param name="folder">The package, or the list's file itself.</param>
    /// <returns>Its entries in the file's order.</returns>
    /// <exception cref="CorpusException">The file is missing, or laid out in another way: one line.</exception>
    public static IReadOnlyList<WordEntry> Read(WordListKind kind, string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var (file, read) = kind switch
        {
            WordListKind.Emojibase => ("en/data.json", (Func<JsonElement, IEnumerable<WordEntry?>>)Emojibase),
            WordListKind.Emojilib => ("dist/emoji-en-US.json", Emojilib),
            WordListKind.Mdi => ("meta.json", Mdi),
            WordListKind.Tabler => ("icons.json", Tabler),
            WordListKind.Lucide => ("tags.json", Lucide),
            _ => throw new ArgumentException($"{kind} is no list of tagged pictures", nameof(kind)),
        };
        var path = WordFiles.Find(folder, file);
        try
        {
            using var stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            var entries = read(document.RootElement).OfType<WordEntry>().ToList();
            return entries.Count >= FewestEntries ? entries : throw WordFiles.Changed(path, $"it holds {entries.Count} named pictures");
        }
        catch (JsonException error)
        {
            throw WordFiles.Changed(path, error.Message, error);
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException)
        {
            // System.Text.Json says so of a value of another type and of a missing property.
            throw WordFiles.Changed(path, error.Message, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw WordFiles.Unreadable(path, error);
        }
    }

    // [{"label": "cat face", "tags": ["kitten", ...]}]
    private static IEnumerable<WordEntry?> Emojibase(JsonElement root) => root.EnumerateArray().Select(item =>
        WordEntry.Of("emojibase", [item.GetProperty("label").GetString()!], OptionalTexts(item, "tags")));

    // {"(the emoji)": ["cat_face", "kitten", ...]}: the first is its name
    private static IEnumerable<WordEntry?> Emojilib(JsonElement root) => root.EnumerateObject().Select(item => Texts(item.Value).ToList()).Select(words =>
        WordEntry.Of("emojilib", words.Take(1), words.Skip(1)));

    // [{"name": "cat", "aliases": ["emoji-cat"], "tags": ["Animal"]}]
    private static IEnumerable<WordEntry?> Mdi(JsonElement root) => root.EnumerateArray().Select(item =>
        WordEntry.Of("mdi", Texts(item.GetProperty("aliases")).Prepend(item.GetProperty("name").GetString()!), []));

    // {"cat": {"name": "cat", "tags": ["kitten", ...]}}; a few tags are numbers
    private static IEnumerable<WordEntry?> Tabler(JsonElement root) => root.EnumerateObject().Select(item =>
        WordEntry.Of("tabler", [item.Value.GetProperty("name").GetString()!], OptionalTexts(item.Value, "tags")));

    // {"cat": ["kitten", ...]}
    private static IEnumerable<WordEntry?> Lucide(JsonElement root) => root.EnumerateObject().Select(item => WordEntry.Of("lucide", [item.Name], Texts(item.Value)));

    private static IEnumerable<string> OptionalTexts(JsonElement item, string property) => item.TryGetProperty(property, out var tags) ? Texts(tags) : [];

    private static IEnumerable<string> Texts(JsonElement list) =>
        list.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Number).Select(item => item.GetString() ?? "");
}
