// Sets of group keys that grow together (union-find). A set is named by its smallest key in ordinal order, so the
// names do not depend on the order in which pairs were joined.

namespace AsciiGen.Corpus.Duplicates;

/// <summary>Joins group keys into clusters.</summary>
internal sealed class GroupSets
{
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    /// <summary>Every key that was joined with another one, in ordinal order.</summary>
    internal IEnumerable<string> Keys => _parents.Keys.Order(StringComparer.Ordinal);

    /// <summary>The smallest key of the set that holds <paramref name="key"/>.</summary>
    internal string Find(string key)
    {
        var root = key;
        while (_parents.TryGetValue(root, out var parent) && parent != root) root = parent;
        // The next search from here takes one step.
        while (_parents.TryGetValue(key, out var parent) && parent != root) (_parents[key], key) = (root, parent);
        return root;
    }

    internal void Join(string first, string second)
    {
        var (one, other) = (Find(first), Find(second));
        if (one == other) return;
        var (small, large) = string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
        _parents[small] = small;
        _parents[large] = small;
    }
}
