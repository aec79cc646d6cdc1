// What all drawings of one subject together say of it.

namespace AsciiGen.Corpus.Words;

/// <summary>A subject while drawings are counted.</summary>
internal sealed class DrawnSubject(string name)
{
    private readonly Dictionary<string, int> _categories = [];

    public string Name { get; } = name;

    public HashSet<Style> Styles { get; } = [];

    /// <summary>How many drawings have each alias.</summary>
    public Dictionary<string, int> Aliases { get; } = [];

    public HashSet<string> Keywords { get; } = [];

    public int Drawings { get; private set; }

    public int ByHand { get; private set; }

    /// <summary>What most drawings say it is, empty when none says it.</summary>
    public string Category => _categories.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key).FirstOrDefault("");

    public void Add(Style style, string category, IEnumerable<string> aliases, IEnumerable<string> keywords, int count)
    {
        Styles.Add(style);
        Drawings += count;
        if (style == Style.Hand) ByHand += count;
        if (category.Length > 0) _categories[category] = _categories.GetValueOrDefault(category) + count;
        foreach (var alias in aliases) Aliases[alias] = Aliases.GetValueOrDefault(alias) + count;
        Keywords.UnionWith(keywords);
    }
}
