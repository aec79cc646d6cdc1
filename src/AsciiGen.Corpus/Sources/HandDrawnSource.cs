// Our own drawings on their way into the corpus. What tags say of a pose or a detail becomes a phrase one would type
// ("sleeping cat", "mug with steam"). All drawings of a subject are one group, whatever file they stand in.

using AsciiGen.Corpus.Collection;

namespace AsciiGen.Corpus.Sources;

/// <summary>Imports drawings in the block format of <c>art/hand</c>.</summary>
public static class HandDrawnSource
{
    /// <summary>Who drew them.</summary>
    public const string Author = "The ascii-gen authors";

    /// <summary>The source as the database lists it.</summary>
    public static SourceInfo Info { get; } = new("hand", "hand", "", "CC0-1.0", "Hand-drawn by the ascii-gen authors");

    private static readonly string[] _prepositions = ["with", "without", "on", "in", "at", "under", "over", "of", "from", "by", "for", "and", "full"];

    /// <summary>Reads files one after the other.</summary>
    /// <exception cref="CorpusException">A file cannot be read.</exception>
    public static IEnumerable<ImportResult> Read(IEnumerable<string> files) => DrawingFile.Read(files).Select(ToImport);

    private static ImportResult ToImport(DrawingResult result)
    {
        if (result.Drawing is not { } drawing) return ImportResult.Unreadable(result.Problem!.Place, result.Problem.Message);
        var aliases = drawing.Aliases.Concat(Phrases(drawing)).Distinct().ToList();
        return ImportResult.Of(new(drawing.Text, drawing.Subject, aliases, Style.Hand, drawing.Place, $"hand/{drawing.Subject}", Author));
    }

    private static IEnumerable<string> Phrases(Collection.Drawing drawing)
    {
        foreach (var tag in drawing.Tags)
        {
            if (tag.Key == "pose") yield return $"{tag.Value} {drawing.Subject}";
            if (tag.Key == "detail" && _prepositions.Contains(tag.Value.Split(' ')[0])) yield return $"{drawing.Subject} {tag.Value}";
        }
    }
}
