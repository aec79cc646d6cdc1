// What `corpus pack` may be told. The defaults favour hand-drawn artworks, which are few and the ones to look like.

namespace AsciiGen.Corpus;

/// <summary>How to make a token pack.</summary>
internal sealed record PackOptions
{
    /// <summary>Decides the split together with each cluster's key.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Share of the clusters set aside for validation, 0..0.5.</summary>
    public double Validation { get; init; } = 0.05;

    /// <summary>
    /// True when hand-drawn pieces are set aside one by one, from subjects that have <see cref="FewestPieces"/> or more: every subject
    /// is learned, as a model to release needs, and validation asks for further pieces of it. False sets subjects aside as a whole.
    /// </summary>
    public bool LearnsEverySubject { get; init; }

    /// <summary>Sources that are left out.</summary>
    public IReadOnlySet<string> LeftOutSources { get; init; } = new HashSet<string>();

    /// <summary>Lowest quality that is packed, 0..1.</summary>
    public double MinQuality { get; init; }

    /// <summary>Most columns of a drawing, at least 1.</summary>
    public int MaxWidth { get; init; } = ArtworkRules.MaxWidth;

    /// <summary>Most rows of a drawing, at least 1.</summary>
    public int MaxHeight { get; init; } = ArtworkRules.MaxHeight;

    /// <summary>Probability mass of each style in training, relative to the others present; a style not named is left out.</summary>
    public IReadOnlyDictionary<Style, double> StyleShares { get; init; } = DefaultStyleShares;

    /// <summary>Subjects that are drawn more often, as written in the corpus.</summary>
    public IReadOnlySet<string> PreferredSubjects { get; init; } = new HashSet<string>();

    /// <summary>How many times as often a preferred subject is drawn as another of its style, above 0.</summary>
    public double Preference { get; init; } = 3;

    /// <summary>How often hand-drawn pieces are drawn by their size: the first that holds a piece counts, and 1 for larger ones.</summary>
    public IReadOnlyList<SizeWeight> SizeWeights { get; init; } = [];

    /// <summary>The command for the description beside the pack, or empty.</summary>
    public string Command { get; init; } = "";

    /// <summary>Pieces a subject must have before one of them may be set aside by itself.</summary>
    public const int FewestPieces = 4;

    /// <summary>Shares of the styles unless told otherwise.</summary>
    public static IReadOnlyDictionary<Style, double> DefaultStyleShares { get; } = new Dictionary<Style, double>
    {
        [Style.Hand] = 0.7,
        [Style.Line] = 0.15,
        [Style.Solid] = 0.05,
        [Style.Banner] = 0.1,
    };

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says which.</exception>
    public void Validate()
    {
        if (!(Validation is >= 0 and <= 0.5)) throw new ArgumentException($"validation is {Validation}, expected 0 to 0.5");
        if (!(MinQuality is >= 0 and <= 1)) throw new ArgumentException($"min-quality is {MinQuality}, expected 0 to 1");
        if (MaxWidth < 1) throw new ArgumentException($"max-width is {MaxWidth}, expected 1 or more");
        if (MaxHeight < 1) throw new ArgumentException($"max-height is {MaxHeight}, expected 1 or more");
        if (!(Preference > 0) || !double.IsFinite(Preference)) throw new ArgumentException($"preference is {Preference}, expected above 0");
        foreach (var size in SizeWeights)
        {
            if (size.Size.Width < 1 || size.Size.Height < 1 || !(size.Weight > 0) || !double.IsFinite(size.Weight)) throw new ArgumentException($"size weight {size} is out of range, expected columns and rows from 1 and a weight above 0");
        }

        foreach (var (style, share) in StyleShares)
        {
            if (!(share >= 0) || !double.IsFinite(share)) throw new ArgumentException($"weight {Styles.NameOf(style)} is {share}, expected 0 or more");
        }
    }

    /// <summary>True when a drawing has a style, quality and size that is asked for.</summary>
    internal bool Wants(Artwork artwork) =>
        artwork.Quality >= MinQuality && artwork.Width <= MaxWidth && artwork.Height <= MaxHeight && !LeftOutSources.Contains(artwork.Source) && StyleShares.GetValueOrDefault(artwork.Style) > 0;
}
