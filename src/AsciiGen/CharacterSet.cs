// The characters a drawing may use. Line feeds are always possible and no part of it.

using AsciiGen.Tokens;

namespace AsciiGen;

/// <summary>A set of printable characters with at least one that is not the space.</summary>
public sealed class CharacterSet
{
    private readonly bool[] _contains = new bool[128];

    private CharacterSet(IEnumerable<char> characters)
    {
        foreach (var character in characters)
        {
            if (!Vocabulary.IsPrintable(character)) throw new AsciiGenException($"the character set holds U+{(int)character:X4}, which is not printable ASCII; leave it out");
            _contains[character] = true;
        }

        if (!_contains.AsSpan(Vocabulary.Space + 1).Contains(true)) throw new LimitsException("the character set holds nothing to draw with; name at least one character besides the space");
    }

    /// <summary>All 95 printable ASCII characters.</summary>
    public static CharacterSet All { get; } = new(Enumerable.Range(Vocabulary.Space, Vocabulary.LastPrintable - Vocabulary.Space + 1).Select(code => (char)code));

    /// <summary>The set of these characters; repeats do not matter.</summary>
    /// <exception cref="AsciiGenException">A character is not printable ASCII.</exception>
    /// <exception cref="LimitsException">There is none besides the space.</exception>
    public static CharacterSet Of(string characters)
    {
        ArgumentNullException.ThrowIfNull(characters);
        return new CharacterSet(characters);
    }

    /// <summary>The characters whose mirror images are in this set: what is drawn with them can be turned left to right.</summary>
    /// <exception cref="LimitsException">There is none besides the space.</exception>
    internal CharacterSet Mirrored()
    {
        var images = Enumerable.Range(Vocabulary.Space, Vocabulary.LastPrintable - Vocabulary.Space + 1).Select(code => (char)code).Where(c => Mirror.Partner(c) is not '\0' and var image && Contains(image));
        var characters = string.Concat(images);
        return characters.AsSpan().Trim(' ').IsEmpty ? throw new LimitsException("no character of the set has a mirror image in it; allow more characters, or do not mirror") : new CharacterSet(characters);
    }

    /// <summary>True when a drawing may use the character.</summary>
    public bool Contains(char c) => c < _contains.Length && _contains[c];
}
