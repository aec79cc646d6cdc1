// Which drawings the model may learn from, and how good they look from outside. A drawing that breaks a rule is kept
// with the reasons, so that a source's faults can be counted. Does not know what a drawing shows: a well-formed
// picture of the wrong thing passes.

using AsciiGen.Tokens;

namespace AsciiGen.Corpus;

/// <summary>Judges normalised drawings.</summary>
public static class ArtworkRules
{
    /// <summary>Most columns.</summary>
    public const int MaxWidth = 80;

    /// <summary>Most rows.</summary>
    public const int MaxHeight = 40;

    /// <summary>Most tokens, so that the longest prompt and the drawing fit a context of 1,024.</summary>
    public const int MaxTokens = 900;

    /// <summary>Smallest share of ink in the bounding box.</summary>
    public const double MinDensity = 0.02;

    /// <summary>Largest share of ink in the bounding box of a converted picture.</summary>
    public const double MaxDensity = 0.95;

    private const int EnoughCharacters = 8;
    private const int FewestInkOfOneRow = 3;

    /// <summary>Judges one drawing.</summary>
    /// <param name="text">Normalised text.</param>
    /// <param name="subject">What it shows; must be usable as a prompt.</param>
    /// <param name="style">A banner may consist of one character, a small hand-drawn divider of one row.</param>
    public static Verdict Judge(string text, string subject, Style style)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(subject);
        var measures = ArtworkText.Measure(text);
        var reasons = new List<string>();
        if (SubjectFault(subject) is { } fault) reasons.Add(fault);
        if (measures.Ink == 0)
        {
            reasons.Add("empty");
            return new(reasons, 0, 0, false);
        }

        var printable = text.All(character => character == '\n' || Vocabulary.IsPrintable(character));
        if (!printable) reasons.Add("not printable ASCII");
        if (measures.Width > MaxWidth) reasons.Add($"wider than {MaxWidth} columns");
        if (measures.Height > MaxHeight) reasons.Add($"higher than {MaxHeight} rows");
        if (measures.Density < MinDensity) reasons.Add("too sparse");
        // A hand-drawn keyboard may fill its box; a converted picture that does shows nothing.
        if (style is Style.Line or Style.Solid && measures.Density > MaxDensity) reasons.Add("too dense");
        // A symbol drawn by hand may be a solid of one character; a row of one is a rule, not a divider.
        if ((style == Style.Line || (style == Style.Hand && measures.Height == 1)) && measures.Charset.Length == 1) reasons.Add("one character only");
        if (measures.Height == 1 && !(style == Style.Hand && measures.Ink >= FewestInkOfOneRow)) reasons.Add("fewer than 2 rows");
        var tokens = printable ? Tokenizer.Encode(text).Length : 0;
        if (tokens > MaxTokens) reasons.Add($"more than {MaxTokens} tokens");
        var canMirror = printable && style != Style.Banner && !SidedSubjects.Contains(subject) && Mirror.TryFlip(text, out _);
        return new(reasons, reasons.Count == 0 ? Quality(text, measures) : 0, tokens, canMirror);
    }

    private static string? SubjectFault(string subject)
    {
        try
        {
            Prompt.Normalize(subject);
            return null;
        }
        catch (ArgumentException error)
        {
            return $"subject: {error.Message}";
        }
    }

    /// <summary>
    /// Mean of three shares: variety (distinct characters of <see cref="EnoughCharacters"/>), coherence (ink that
    /// touches other ink), and lightness (1 up to half ink, falling to 0 at all ink).
    /// </summary>
    private static double Quality(string text, ArtworkMeasures measures)
    {
        var variety = Math.Min(1.0, (double)measures.Charset.Length / EnoughCharacters);
        var lightness = Math.Min(1.0, 2 * (1 - measures.Density));
        return Math.Round((variety + Coherence(text.Split('\n'), measures.Ink) + lightness) / 3, 4);
    }

    private static double Coherence(string[] rows, int ink)
    {
        var touching = 0;
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < rows[r].Length; c++)
            {
                if (rows[r][c] != ' ' && Touches(rows, r, c)) touching++;
            }
        }

        return (double)touching / ink;
    }

    private static bool Touches(string[] rows, int row, int column)
    {
        for (var r = Math.Max(0, row - 1); r <= Math.Min(rows.Length - 1, row + 1); r++)
        {
            for (var c = Math.Max(0, column - 1); c <= Math.Min(rows[r].Length - 1, column + 1); c++)
            {
                if ((r, c) != (row, column) && rows[r][c] != ' ') return true;
            }
        }

        return false;
    }
}
