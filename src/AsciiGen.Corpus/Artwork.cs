// A drawing as the corpus stores it, with its provenance and the rules' verdict.

using Microsoft.Data.Sqlite;

namespace AsciiGen.Corpus;

/// <summary>One stored drawing.</summary>
public sealed record Artwork
{
    internal const string Columns =
        "id, text, subject, aliases, style, source, source_id, license, author, group_key, width, height, "
        + "tokens, can_mirror, valid, reasons, quality, weight, sha256, created_at, updated_at, "
        + "keywords, category, cluster_key";

    /// <summary>Row id.</summary>
    public required long Id { get; init; }

    /// <summary>Normalised text.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of the text.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What it shows.</summary>
    public required string Subject { get; init; }

    /// <summary>Other words for the subject.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Its look.</summary>
    public required Style Style { get; init; }

    /// <summary>Name of its source.</summary>
    public required string Source { get; init; }

    /// <summary>Where it is within the source.</summary>
    public required string SourceId { get; init; }

    /// <summary>SPDX identifier.</summary>
    public required string License { get; init; }

    /// <summary>Who drew it, or empty.</summary>
    public required string Author { get; init; }

    /// <summary>The same for all sizes and styles of one picture.</summary>
    public required string GroupKey { get; init; }

    /// <summary>The same for pictures that look alike; a split never parts them.</summary>
    public required string ClusterKey { get; init; }

    /// <summary>Words that only lead to it in a search.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>What kind of thing the subject is, or empty.</summary>
    public required string Category { get; init; }

    /// <summary>Columns.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Tokens of its encoding, 0 when it has none.</summary>
    public required int Tokens { get; init; }

    /// <summary>True when its mirror image is a drawing of the same subject.</summary>
    public required bool CanMirror { get; init; }

    /// <summary>True when nothing speaks against it.</summary>
    public required bool IsValid { get; init; }

    /// <summary>Why it is not valid, or empty.</summary>
    public required string Reasons { get; init; }

    /// <summary>0..1.</summary>
    public required double Quality { get; init; }

    /// <summary>How often it is drawn in training beside others of its style, above 0.</summary>
    public required double Weight { get; init; }

    /// <summary>When it was added, ISO 8601 in UTC.</summary>
    public required string CreatedAt { get; init; }

    /// <summary>When it last changed, ISO 8601 in UTC.</summary>
    public required string UpdatedAt { get; init; }

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    internal static Artwork Read(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Text = row.GetString(1),
        Subject = row.GetString(2),
        Aliases = Words(row.GetString(3)),
        Style = Styles.TryParse(row.GetString(4), out var style) ? style : throw new InvalidDataException(row.GetString(4)),
        Source = row.GetString(5),
        SourceId = row.GetString(6),
        License = row.GetString(7),
        Author = row.GetString(8),
        GroupKey = row.GetString(9),
        Width = row.GetInt32(10),
        Height = row.GetInt32(11),
        Tokens = row.GetInt32(12),
        CanMirror = row.GetBoolean(13),
        IsValid = row.GetBoolean(14),
        Reasons = row.GetString(15),
        Quality = row.GetDouble(16),
        Weight = row.GetDouble(17),
        Sha256 = row.GetString(18),
        CreatedAt = row.GetString(19),
        UpdatedAt = row.GetString(20),
        Keywords = Words(row.GetString(21)),
        Category = row.GetString(22),
        ClusterKey = row.GetString(23),
    };

    private static string[] Words(string joined) => joined.Split(", ", StringSplitOptions.RemoveEmptyEntries);
}
