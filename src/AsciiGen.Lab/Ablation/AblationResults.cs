// What the runs of a comparison came to: a line of JSON each, in a file that a comparison which was stopped goes on with, and
// a Markdown table. The lines are those of the PyTorch twin, so both can share a folder.

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AsciiGen.Lab.Ablation;

/// <summary>Result of one run.</summary>
/// <param name="Name">What it changed.</param>
/// <param name="Seed">Of weights and data.</param>
/// <param name="Parameters">Of the model.</param>
/// <param name="Steps">Updates.</param>
/// <param name="Tokens">Tokens trained on.</param>
/// <param name="TrainingBits">Mean bits per character of the last 50 steps.</param>
/// <param name="ValidationBits">Bits per character of the drawings set aside; null without any.</param>
/// <param name="RoomyBits">The same under limits with room to spare; null from the twin, which does not measure it.</param>
/// <param name="Seconds">Time it took.</param>
/// <param name="Settings">As in the plan.</param>
internal sealed record AblationResult(
    string Name, ulong Seed, long Parameters, int Steps, long Tokens, double TrainingBits, double? ValidationBits, double? RoomyBits, double Seconds, JsonObject Settings);

/// <summary>The results in a folder.</summary>
internal sealed class AblationResults
{
    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly string _folder;
    private readonly List<AblationResult> _results = [];

    /// <summary>Reads what is there.</summary>
    internal AblationResults(string folder)
    {
        _folder = folder;
        if (!File.Exists(Lines)) return;
        try
        {
            _results.AddRange(File.ReadAllLines(Lines).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<AblationResult>(line, _json)!));
        }
        catch (JsonException error)
        {
            throw new AsciiGenException($"{Lines}: is damaged ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')}); take the line out or give another --out", error);
        }
    }

    private string Lines => Path.Combine(_folder, "results.jsonl");

    /// <summary>True when the run has been made.</summary>
    /// <exception cref="AsciiGenException">A run of that name and seed was made with other settings.</exception>
    internal bool Has(AblationRun run)
    {
        if (_results.Find(result => result.Name == run.Name && result.Seed == run.Seed) is not { } found) return false;
        return JsonNode.DeepEquals(found.Settings, run.Settings)
            ? true
            : throw new AsciiGenException($"run '{run.Name}' was made with other settings in {Lines}; give another --out or take its line out");
    }

    /// <summary>Adds a result and writes the table anew.</summary>
    internal void Add(AblationResult result)
    {
        _results.Add(result);
        Directory.CreateDirectory(_folder);
        File.AppendAllText(Lines, JsonSerializer.Serialize(result, _json) + "\n");
        File.WriteAllText(Path.Combine(_folder, "table.md"), Table());
    }

    /// <summary>A Markdown table, the best validation first; the seeds of a name are averaged, with half their range.</summary>
    internal string Table()
    {
        var rows = _results.GroupBy(result => result.Name).Select(group =>
        {
            var bits = group.Select(result => result.ValidationBits ?? double.NaN).ToArray();
            var spread = bits.Length > 1 ? $" ± {Text((bits.Max() - bits.Min()) / 2, "0.0000")}" : "";
            var roomy = group.Average(result => result.RoomyBits);
            var line = $"| {group.Key} | {Text(group.First().Parameters, "#,0")} | {Text(group.Average(result => result.Tokens), "#,0")} | {bits.Length} "
                + $"| {Text(group.Average(result => result.TrainingBits), "0.0000")} | {Text(bits.Average(), "0.0000")}{spread} | {(roomy is { } bit ? Text(bit, "0.0000") : "")} | {Text(group.Average(result => result.Seconds), "0")} |";
            return (Bits: bits.Average(), Line: line);
        });
        string[] head =
        [
            "| run | parameters | tokens | seeds | training, bits per character | validation, bits per character | with room | seconds |",
            "|---|---|---|---|---|---|---|---|",
        ];
        return string.Join('\n', head.Concat(rows.OrderBy(row => double.IsNaN(row.Bits)).ThenBy(row => row.Bits).Select(row => row.Line))) + "\n";
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
