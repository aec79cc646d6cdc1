// art/hand/REVIEW.tsv: one row per drawing that was shown, dropped ones included, so that the shares of named drawings
// can be counted before and after curation. A drawing is known by its text; an edited one must be shown again.

namespace AsciiGen.Corpus.Collection;

/// <summary>The verdicts on all drawings ever shown.</summary>
public sealed class ReviewTable
{
    private static readonly string[] _columns = ["subject", "size", "id", "sheet", "first_guess", "second_guess", "verdict", "date", "note"];

    private readonly Dictionary<string, ReviewRow> _rows = [];

    /// <summary>All rows, by subject, size and id.</summary>
    public IEnumerable<ReviewRow> Rows => _rows.Values
        .OrderBy(row => row.Subject, StringComparer.Ordinal)
        .ThenBy(row => DrawingSize.Find(row.Size)?.MaxWidth)
        .ThenBy(row => row.Id, StringComparer.Ordinal);

    /// <summary>Reads a table; an absent file is an empty table.</summary>
    /// <exception cref="CorpusException">The file has other columns or a row that cannot be read.</exception>
    public static ReviewTable Load(string path)
    {
        var table = new ReviewTable();
        foreach (var field in TabSeparated.Load(path, _columns))
        {
            table.Set(new(field[2], field[0], field[1], field[3], field[4], field[5], ParseVerdict(field[6], $"{path}: {field[0]} {field[2]}"), field[7], field[8]));
        }

        return table;
    }

    /// <summary>Reads a verdict's word.</summary>
    /// <param name="word">As the table writes it.</param>
    /// <param name="place">Where it stands, for the message.</param>
    /// <exception cref="CorpusException">It is none.</exception>
    public static ReviewVerdict ParseVerdict(string word, string place) =>
        Enum.TryParse<ReviewVerdict>(word, ignoreCase: true, out var verdict) && Enum.GetNames<ReviewVerdict>().Contains(word, StringComparer.OrdinalIgnoreCase) ? verdict
            : throw new CorpusException($"{place}: '{word}' is no verdict. Use one of {string.Join(", ", Enum.GetNames<ReviewVerdict>()).ToLowerInvariant()}.");

    /// <summary>Writes the table.</summary>
    public void Save(string path) => TabSeparated.Save(path, _columns, Rows.Select(row => new[]
    {
        row.Subject, row.Size, row.Id, row.Sheet, row.FirstGuess, row.SecondGuess, row.Verdict.ToString().ToLowerInvariant(), row.Date, row.Note,
    }));

    /// <summary>The verdict on a drawing, or null when it was never shown.</summary>
    public ReviewRow? Find(string id) => _rows.GetValueOrDefault(id);

    /// <summary>Adds a row or replaces the one of the same drawing.</summary>
    public void Set(ReviewRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _rows[row.Id] = row;
    }
}
