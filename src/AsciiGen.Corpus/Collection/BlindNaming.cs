// One round of blind naming: the key says which drawing has which number, the answers say what a viewer called each
// number. The key is never where the viewer looks.

using System.Globalization;
using AsciiGen.Corpus.Sources;

namespace AsciiGen.Corpus.Collection;

/// <summary>Turns numbered answers into verdicts.</summary>
public static class BlindNaming
{
    private static readonly string[] _columns = ["sheet", "id", "subject", "size"];

    /// <summary>Writes which drawing has which number.</summary>
    /// <param name="path">File for the key.</param>
    /// <param name="name">Name of the sheets and seed, for example <c>first/1</c>.</param>
    /// <param name="order">Drawings in the order of <see cref="BlindOrder"/>.</param>
    public static void SaveKey(string path, string name, IReadOnlyList<Drawing> order)
    {
        ArgumentNullException.ThrowIfNull(order);
        TabSeparated.Save(path, _columns, order.Select((drawing, i) => new[] { $"{name}:{i + 1}", drawing.Id, drawing.Subject, drawing.Size.Name }));
    }

    /// <summary>The number that a drawing has on its page.</summary>
    /// <param name="sheet">Name of the sheets, seed and number, for example <c>first/1:12</c>.</param>
    /// <param name="keyPath">Where it stands, for the message.</param>
    /// <exception cref="CorpusException">No number is after its last colon.</exception>
    public static int NumberOf(string sheet, string keyPath)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return int.TryParse(sheet.AsSpan(sheet.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CorpusException($"{keyPath}: '{sheet}' does not end in a colon and a number. Give the key.tsv that was written beside the pages.");
    }

    /// <summary>
    /// Reads answers, lines <c>number TAB first guess TAB second guess TAB note</c> (the last two may be missing; lines that do not
    /// begin with a digit are skipped), and gives a verdict on each.
    /// </summary>
    /// <returns>A row for each number that was answered, and how many drawings were shown.</returns>
    /// <exception cref="CorpusException">A number is not in the key or is answered twice with different words, or there is no key.</exception>
    public static (IReadOnlyList<ReviewRow> Rows, int Shown) Judge(string keyPath, IEnumerable<string> answerPaths, GuessJudge judge, string date)
    {
        ArgumentNullException.ThrowIfNull(answerPaths);
        ArgumentNullException.ThrowIfNull(judge);
        var key = LoadKey(keyPath);
        var rows = new Dictionary<int, ReviewRow>();
        foreach (var (path, line) in answerPaths.SelectMany(path => SourceFiles.ReadText(path).ReplaceLineEndings("\n").Split('\n').Select(line => (path, line))))
        {
            if (line.Length == 0 || !char.IsAsciiDigit(line[0])) continue;
            var fields = line.Split('\t', StringSplitOptions.TrimEntries);
            if (!int.TryParse(fields[0], out var number) || !key.TryGetValue(number, out var shown))
            {
                throw new CorpusException($"{path}: '{fields[0]}' is no number of {keyPath}. Answer lines are NUMBER, a tab, a guess, a tab, a guess, a tab, a note.");
            }

            var (first, second) = (fields.ElementAtOrDefault(1) ?? "", fields.ElementAtOrDefault(2) ?? "");
            var verdict = judge.IsSame(shown[2], first) ? ReviewVerdict.First
                : judge.IsSame(shown[2], second) ? ReviewVerdict.Second
                : ReviewVerdict.Unnamed;
            var row = new ReviewRow(shown[1], shown[2], shown[3], shown[0], first, second, verdict, date, fields.ElementAtOrDefault(3) ?? "");
            if (!rows.TryAdd(number, row) && rows[number] != row) throw new CorpusException($"{path}: number {number} is answered twice. Keep one of the lines.");
        }

        return (rows.OrderBy(pair => pair.Key).Select(pair => pair.Value).ToList(), key.Count);
    }

    private static Dictionary<int, string[]> LoadKey(string path)
    {
        var key = new Dictionary<int, string[]>();
        foreach (var field in TabSeparated.Load(path, _columns))
        {
            if (!key.TryAdd(NumberOf(field[0], path), field)) throw new CorpusException($"{path}: '{field[0]}' has the number of another drawing. Give the key.tsv that was written beside the pages.");
        }

        return key.Count > 0 ? key : throw new CorpusException($"{path} lists no drawings. Give the key.tsv that was written beside the pages.");
    }
}
