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

    /// <summary>Largest share of ink in the bounding box of a picture converted to a solid.</summary>
    public const double MaxDensity = 0.95;

    /// <summary>Largest share of ink in the bounding box of a picture converted to lines.</summary>
    public const double MaxLineDensity = 0.85;

    private const int FewestInkOfOneRow = 3;

    // Of converted pictures only. Found by looking at what each number refuses: nearly nothing that shows its subject.
    private const int FewestRows = 3;
    private const int FewestInk = 10;
    private const double MostOfOneCharacter = 0.93;
    private const double MostSpecks = 0.5;
    private const double MostBusy = 0.75;

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
        if ((style == Style.Solid && measures.Density > MaxDensity) || (style == Style.Line && measures.Density > MaxLineDensity)) reasons.Add("too dense");
        // A symbol drawn by hand may be a solid of one character; a row of one is a rule, not a divider.
        if ((style == Style.Line || (style == Style.Hand && measures.Height == 1)) && measures.Charset.Length == 1) reasons.Add("one character only");
        var features = FeatureMeter.Measure(new(text));
        if (style is Style.Line or Style.Solid) reasons.AddRange(FaultsOfConversion(measures, features, style));
        if (measures.Height == 1 && !(style == Style.Hand && measures.Ink >= FewestInkOfOneRow)) reasons.Add("fewer than 2 rows");
        var tokens = printable ? Tokenizer.Encode(text).Length : 0;
        if (tokens > MaxTokens) reasons.Add($"more than {MaxTokens} tokens");
        var canMirror = printable && style != Style.Banner && !SidedSubjects.Contains(subject) && Mirror.TryFlip(text, out _);
        return new(reasons, reasons.Count == 0 ? ArtworkScore.Of(measures, features, style) : 0, tokens, canMirror);
    }

    /// <summary>What a converter makes of a picture that does not suit it; people have seen every drawing made by hand.</summary>
    private static IEnumerable<string> FaultsOfConversion(ArtworkMeasures measures, DrawingFeatures features, Style style)
    {
        if (measures.Height is > 1 and < FewestRows) yield return $"fewer than {FewestRows} rows";
        if (measures.Ink < FewestInk) yield return $"fewer than {FewestInk} characters of ink";
        if (features.Specks > MostSpecks) yield return "disconnected noise";
        if (style != Style.Line) yield break;
        if (features.Characters > 1 && features.Commonest > MostOfOneCharacter) yield return "mostly one character";
        if (features.Busy > MostBusy) yield return "too busy";
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
            // Reasons are stored joined by "; ".
            return $"subject: {error.Message.Replace("; ", ", ", StringComparison.Ordinal)}";
        }
    }
}
