// How two neighbouring glyphs of a FIGlet font join: apart, touching, or sharing a column in which two characters
// become one by the font's rules. The rules are those of the FIGfont standard, version 2.

namespace AsciiGen.Corpus.Sources;

/// <summary>The horizontal layout of a font.</summary>
public sealed class FigletLayout
{
    private const int Equal = 1, Underscore = 2, Hierarchy = 4, OppositePair = 8, BigX = 16, HardBlanks = 32, Fitting = 64, Smushing = 128;
    private const int AllRules = 63;
    private const string UnderscoreYieldsTo = @"|/\[]{}()<>";

    private static readonly string[] _classes = ["|", @"/\", "[]", "{}", "()", "<>"];

    private readonly int _bits;

    private FigletLayout(int bits) => _bits = bits;

    /// <summary>True when blanks between glyphs are closed up.</summary>
    public bool ClosesUp => (_bits & (Fitting | Smushing)) != 0;

    /// <summary>From the header's "full layout" field.</summary>
    public static FigletLayout FromFull(int value) => new(value);

    /// <summary>From the header's "old layout" field: -1 full width, 0 fitting, otherwise the rules.</summary>
    public static FigletLayout FromOld(int value) => new(value < 0 ? 0 : value == 0 ? Fitting : (value & (AllRules >> 1)) | Smushing);

    /// <summary>The one character two touching ones become.</summary>
    /// <param name="left">Last character of the left glyph's row, not blank.</param>
    /// <param name="right">First character of the right glyph's row, not blank.</param>
    /// <param name="hardBlank">The font's hardblank.</param>
    /// <returns>'\0' when they stay side by side.</returns>
    public char Join(char left, char right, char hardBlank)
    {
        if ((_bits & Smushing) == 0) return '\0';
        if ((_bits & AllRules) == 0) return right == hardBlank ? left : right;
        if (left == hardBlank || right == hardBlank) return left == right && Has(HardBlanks) ? left : '\0';
        if (Has(Equal) && left == right) return left;
        if (Has(Underscore) && left == '_' && UnderscoreYieldsTo.Contains(right)) return right;
        if (Has(Underscore) && right == '_' && UnderscoreYieldsTo.Contains(left)) return left;
        if (Has(Hierarchy) && ClassOf(left) is >= 0 and var l && ClassOf(right) is >= 0 and var r && l != r) return l > r ? left : right;
        if (Has(OppositePair) && $"{left}{right}" is "[]" or "][" or "{}" or "}{" or "()" or ")(") return '|';
        if (!Has(BigX)) return '\0';
        return (left, right) switch { ('/', '\\') => '|', ('\\', '/') => 'Y', ('>', '<') => 'X', _ => '\0' };
    }

    private bool Has(int rule) => (_bits & rule) != 0;

    private static int ClassOf(char character) => Array.FindIndex(_classes, members => members.Contains(character));
}
