// Which of WordNet's classes of nouns a corpus category may mean: that is how "crane" the animal gets the words of the
// bird, and "nut" the tool none of the fruit. Categories of pure signs (arrow, face) have no nouns of their own.

namespace AsciiGen.Corpus.Words;

internal static class WordNetClasses
{
    private const int Act = 4, Animal = 5, Artifact = 6, Body = 8, Cognition = 9, Communication = 10, Food = 13, Object = 17,
        Person = 18, Phenomenon = 19, Plant = 20, Possession = 21, Shape = 25, Substance = 27;

    // Classes of things one can draw, for subjects whose category nobody knows; only their commonest meaning counts.
    private static readonly int[] _drawable = [Animal, Artifact, Body, Food, Object, Plant, Shape];

    /// <summary>The meaning of a word that fits a category, or null.</summary>
    internal static WordNetSynset? MeaningOf(WordNet nouns, string word, string category)
    {
        var meanings = nouns.Meanings(word);
        var classes = Of(category);
        return category.Length == 0
            ? meanings.Take(1).FirstOrDefault(meaning => classes.Contains(meaning.Class))
            : meanings.FirstOrDefault(meaning => classes.Contains(meaning.Class));
    }

    internal static IReadOnlyList<int> Of(string category) => category switch
    {
        "animal" => [Animal],
        "body" => [Body],
        "fantasy" => [Person, Animal, Cognition],
        "food" => [Food, Plant],
        "game" => [Artifact, Act],
        "medical" => [Artifact, Substance],
        "money" => [Possession, Artifact],
        "music" => [Artifact, Communication],
        "nature" => [Object, Phenomenon, Substance, Plant],
        "office" => [Artifact, Communication],
        "person" => [Person],
        "place" => [Artifact, Object],
        "plant" => [Plant, Food],
        "science" => [Artifact, Substance],
        "shape" => [Shape, Artifact],
        "sign" => [Communication],
        "space" => [Object, Artifact],
        "sport" => [Artifact, Act],
        "symbol" => [Communication, Shape],
        "weather" => [Phenomenon, Substance, Object],
        "building" or "clothing" or "device" or "furniture" or "household" or "kitchen" or "tool" or "vehicle" or "weapon" => [Artifact],
        "" => _drawable,
        _ => [],
    };
}
