// `bench limits`: very many drawings in all sizes and styles, and whether any broke a limit; how many fill their canvas.
// Drawn in portions, so that memory does not grow with their number.

using System.CommandLine;
using System.Globalization;
using AsciiGen.Decoding;
using AsciiGen.Formats;
using AsciiGen.Lab.Evaluation;
using AsciiGen.Model;
using AsciiGen.Numerics;
using Spectre.Console;

namespace AsciiGen.Lab;

internal static class BenchLimitsCommand
{
    private const int Portion = 1000;
    private const double CommonShare = 0.6; // of the requests; the others have any size the model takes
    private const double HandShare = 0.7;

    private static readonly Option<string> _model = new("--model") { Description = "Model directory or weights file", HelpName = "PATH", DefaultValueFactory = _ => "models/default" };
    private static readonly Option<string> _words = new("--words") { Description = "What to draw, a word or phrase a line", HelpName = "FILE", DefaultValueFactory = _ => "corpus/common_subjects.txt" };
    private static readonly Option<int> _count = new("--count") { Description = "Drawings", HelpName = "N", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int> _candidates = new("--candidates") { Description = "Drawings of which each request gets the best", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> _threads = new("--threads") { Description = "Threads that draw", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<ulong> _seed = new("--seed") { Description = "Of the requests and the drawings", HelpName = "N", DefaultValueFactory = _ => 1 };

    internal static Command Create()
    {
        var command = new Command("limits", "Draws in all sizes and counts broken limits and canvases left empty.") { _model, _words, _count, _candidates, _threads, _seed };
        command.Does(Run);
        return command.WithExamples("ascii-lab bench limits", "ascii-lab bench limits --model out --count 2000");
    }

    private static void Run(ParseResult parsed, CancellationToken cancel)
    {
        foreach (var option in (Option<int>[])[_count, _candidates, _threads])
        {
            if (parsed.GetValue(option) < 1) throw new ArgumentException($"{option.Name} is {parsed.GetValue(option)}; give 1 or more");
        }

        var model = ModelFiles.Load(parsed.GetRequiredValue(_model));
        var sample = new DrawnSample(new Transformer(model.Config, model.Weights), ModelFiles.LoadSubjects(parsed.GetRequiredValue(_model)), parsed.GetValue(_candidates), parsed.GetValue(_threads));
        var words = WordsFile.Load(parsed.GetRequiredValue(_words));
        var random = new SplitMix64(parsed.GetValue(_seed));
        var counts = new SortedDictionary<int, Tally>();
        for (var left = parsed.GetValue(_count); left > 0; left -= Portion)
        {
            var requests = Enumerable.Range(0, Math.Min(Portion, left)).Select(_ => Next(ref random, words, model.Config)).ToList();
            foreach (var drawn in sample.Draw(requests, () => { }, cancel)) Add(counts, drawn);
        }

        Print(counts);
        if (counts.Values.Sum(tally => tally.Broken) is > 0 and var broken) throw new AsciiGenException($"{broken} drawings broke a limit; report the model and the seed");
    }

    private static DrawingRequest Next(ref SplitMix64 random, List<string> words, ModelConfig config)
    {
        var style = random.NextDouble() < HandShare ? Style.Hand : (Style)random.NextBelow(Styles.Count);
        var size = random.NextDouble() < CommonShare ? CanvasSize.Common[random.NextBelow(CanvasSize.Common.Count)] : new CanvasSize(1 + random.NextBelow(config.MaxWidth), 1 + random.NextBelow(config.MaxHeight));
        return new DrawingRequest(words[random.NextBelow(words.Count)], style, size, random.Next() >> 16);
    }

    private static void Add(SortedDictionary<int, Tally> counts, Drawn drawn)
    {
        var size = drawn.Request.Size;
        var place = CanvasSize.Common.Index().Where(common => common.Item == size).Select(common => common.Index).FirstOrDefault(CanvasSize.Common.Count);
        if (!counts.TryGetValue(place, out var tally)) counts.Add(place, tally = new Tally());
        tally.Drawings++;
        var broken = CanvasMeasure.CountBroken([drawn]);
        if (broken.TooWide + broken.TooHigh + broken.OtherCharacters > 0) tally.Broken++;
        if (drawn.IsEmpty) tally.Empty++;
        if (!drawn.IsComplete) tally.Incomplete++;
        if (CanvasMeasure.IsFilled(drawn)) tally.Filling++;
    }

    private static void Print(SortedDictionary<int, Tally> counts)
    {
        var table = LabTable.Create("canvas", "drawings", "broken limits", "empty", "not ended", "70% filled");
        foreach (var column in table.Columns.Skip(1)) column.RightAligned();
        foreach (var (place, tally) in counts) Row(place < CanvasSize.Common.Count ? $"{CanvasSize.Common[place]}" : "any size", tally);
        if (counts.Count > 1) Row("all", counts.Values.Aggregate(new Tally(), (sum, tally) => sum.Plus(tally)));
        AnsiConsole.Write(table);

        void Row(string name, Tally tally) => table.AddTextRow(
            name, $"{tally.Drawings:N0}", $"{tally.Broken:N0}", $"{tally.Empty:N0}", $"{tally.Incomplete:N0}", (100.0 * tally.Filling / tally.Drawings).ToString("0.0", CultureInfo.InvariantCulture) + "%");
    }

    private sealed class Tally
    {
        public int Drawings { get; set; }

        public int Broken { get; set; }

        public int Empty { get; set; }

        public int Incomplete { get; set; }

        public int Filling { get; set; }

        public Tally Plus(Tally other) => new()
        {
            Drawings = Drawings + other.Drawings, Broken = Broken + other.Broken, Empty = Empty + other.Empty, Incomplete = Incomplete + other.Incomplete, Filling = Filling + other.Filling,
        };
    }
}
