// One round of blind naming: the key says which drawing has which number, the answers say what a viewer called each
// number. The key is never where the viewer looks.

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

    /// <summary>Drawings that a key lists.</summary>
    /// <exception cref="CorpusException">It is missing or no key.</exception>
    public static int Count(string keyPath) => LoadKey(keyPath).Count;

    /// <summary>
    /// Reads answers, lines <c>number TAB first guess TAB second guess TAB note</c> (the last two may be missing; lines that do not
    /// begin with a digit are skipped), and gives a verdict on each.
    /// </summary>
    /// <exception cref="CorpusException">A number is not in the key or is answered twice with different words.</exception>
    public static IReadOnlyList<ReviewRow> Judge(string keyPath, IEnumerable<string> answerPaths, GuessJudge judge, string date)
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

        return rows.OrderBy(pair => pair.Key).Select(pair => pair.Value).ToList();
    }

    private static Dictionary<int, string[]> LoadKey(string path)
    {
        var key = TabSeparated.Load(path, _columns).ToDictionary(field => int.Parse(field[0].Split(':')[1]));
        return key.Count > 0 ? key : throw new CorpusException($"{path} lists no drawings. Give the key.tsv that was written beside the pages.");
    }
}
