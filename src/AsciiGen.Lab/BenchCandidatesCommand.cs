// `bench candidates`: how often the scorer of candidates picks what a viewer picked: each part alone, the weights as they
// are, and weights fitted to other requests only. The drawings and choices are in bench/candidates.

using System.CommandLine;
using System.Globalization;
using AsciiGen.Decoding.Scoring;
using AsciiGen.Lab.Candidates;
using Spectre.Console;

namespace AsciiGen.Lab;

internal static class BenchCandidatesCommand
{
    private const int Folds = 6;

    internal static Command Create()
    {
        var choices = new Option<string>("--choices") { Description = "A viewer's choices, drawings.jsonl beside them", HelpName = "FILE", DefaultValueFactory = _ => "bench/candidates/choices.tsv" };
        var command = new Command("candidates", "Compares the choice among candidates with a viewer's.") { choices };
        command.Does((parsed, _) => Run(parsed.GetRequiredValue(choices)));
        return command.WithExamples("ascii-lab bench candidates", "ascii-lab bench candidates --choices bench/candidates/choices.tsv");
    }

    private static void Run(string path)
    {
        var requests = ViewerChoices.Load(path, pass: 1);
        if (requests.Count < Folds) throw new AsciiGenException($"{path}: {requests.Count} requests of pass 1, expected at least {Folds}");
        var table = LabTable.Create("picked by", "best two %", "best %", "bad %", "weight", "fitted");
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
        table.AddTextRow("chance", Percent(requests, ChanceOf(request => request.IsGood)), Percent(requests, ChanceOf(request => request.IsBest)), Percent(requests, ChanceOf(request => request.IsBad)), "", "");
        var fitted = ChoiceFit.Fit(requests);
        foreach (var part in Enum.GetValues<DrawingPart>())
        {
            var sign = fitted[(int)part] < 0 ? -1 : 1;
            var name = $"{(sign < 0 ? "least " : "most ")}{part}";
            AddRow(table, name, requests, request => request.Pick(score => sign * score[part]), Text(DrawingScorer.Weight(part), "0.##"), Text(fitted[(int)part], "0.##"));
        }

        AddRow(table, "the scorer", requests, request => request.Pick(score => score.Total));
        var crossed = ChoiceFit.CrossValidate(requests, Folds);
        AddRow(table, $"fitted to others ({Folds} folds)", requests, request => request.Pick(score => ChoiceFit.Total(score, crossed[request.Name])));
        AnsiConsole.Write(table);
        Console.WriteLine($"{requests.Count} requests of {requests.Sum(request => request.Candidates.Count)} drawings. Chance counts drawings that are the same text together.");
        PrintSecondPass(path, requests);
    }

    private static void AddRow(Table table, string name, List<ViewedRequest> requests, Func<ViewedRequest, int> pick, string weight = "", string fitted = "") => table.AddTextRow(
        name,
        Percent(requests, request => request.IsGood[pick(request)] ? 1 : 0),
        Percent(requests, request => request.IsBest[pick(request)] ? 1 : 0),
        Percent(requests, request => request.IsBad[pick(request)] ? 1 : 0),
        weight, fitted);

    private static void PrintSecondPass(string path, List<ViewedRequest> first)
    {
        var again = ViewerChoices.Load(path, pass: 2);
        if (again.Count == 0) return;
        var same = again.Count(second => first.Single(request => request.Name == second.Name).IsBest.SequenceEqual(second.IsBest));
        Console.WriteLine($"The viewer chose the same best drawing in {same} of {again.Count} requests seen twice.");
    }

    private static Func<ViewedRequest, double> ChanceOf(Func<ViewedRequest, bool[]> marks) => request => marks(request).Average(mark => mark ? 1.0 : 0);

    private static string Percent(List<ViewedRequest> requests, Func<ViewedRequest, double> value) => Text(100 * requests.Average(value), "0");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
