// `corpus show`: one drawing on stdout, its provenance on stderr, so that the drawing alone can be piped on.

using System.CommandLine;
using AsciiGen.Corpus;

namespace AsciiGen.Lab;

internal static class CorpusShowCommand
{
    internal static Command Create()
    {
        var id = new Argument<long>("ID") { Description = "Row id, as search lists it" };
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("show", "Prints one drawing, and on stderr where it comes from.") { id, database };
        command.Does((parsed, _) =>
        {
            var path = parsed.GetRequiredValue(database);
            using var corpus = CorpusDatabase.Open(path, readOnly: true);
            var artwork = ArtworkQueries.Find(corpus, parsed.GetValue(id))
                ?? throw new CorpusException($"{path} has no artwork {parsed.GetValue(id)}. Find ids with 'ascii-lab corpus search'.");
            Console.WriteLine(artwork.Text);
            foreach (var (name, value) in Describe(artwork)) Console.Error.WriteLine($"{name,-9} {value}");
        });
        return command.WithExamples("ascii-lab corpus show 12", "ascii-lab corpus show 12 2>/dev/null");
    }

    private static IEnumerable<(string Name, string Value)> Describe(Artwork artwork) =>
    [
        ("subject", artwork.Subject),
        ("aliases", artwork.Aliases.Count > 0 ? string.Join(", ", artwork.Aliases) : "none"),
        ("style", $"{Styles.NameOf(artwork.Style)}, {artwork.Width} columns, {artwork.Height} rows, {artwork.Tokens} tokens"),
        ("source", $"{artwork.Source}, {artwork.SourceId}"),
        ("author", artwork.Author.Length > 0 ? artwork.Author : "not known"),
        ("licence", artwork.License),
        ("group", artwork.GroupKey),
        ("valid", artwork.IsValid ? $"yes, quality {artwork.Quality:0.00}, {(artwork.CanMirror ? "can" : "cannot")} be mirrored" : $"no: {artwork.Reasons}"),
        ("added", artwork.CreatedAt),
        ("sha256", artwork.Sha256),
    ];
}
