// Losses of several models on the same drawings of a pack, read through the engine: how well each predicts them, and how it
// compares with the first: the rise of the loss, the share of positions where both would draw the same, the cosine of their logits.

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Training.Data;
using AsciiGen.Training.Evaluation;
using Spectre.Console;

namespace AsciiGen.Lab.Evaluation;

internal static class LossComparison
{
    private static readonly string[] _splits = ["training", "validation", "heldout"]; // in the order of the pack's numbers

    /// <summary>What may be read, for help.</summary>
    internal static string Splits { get; } = $"{string.Join(", ", _splits[..^1])} or {_splits[^1]}";

    /// <summary>Reads drawings with every model and prints what came of it.</summary>
    /// <param name="paths">Model directories or weights files.</param>
    /// <param name="packPath">The drawings.</param>
    /// <param name="splitName">Which of them.</param>
    /// <param name="count">Most drawings, at least 1.</param>
    /// <param name="asJson">JSON instead of a table.</param>
    /// <param name="cancel">Stops between two drawings.</param>
    internal static void Run(string[] paths, string packPath, string splitName, int count, bool asJson, CancellationToken cancel)
    {
        var split = Array.IndexOf(_splits, splitName);
        if (split < 0) throw new ArgumentException($"--split is '{splitName}'; use {string.Join(", ", _splits)}");
        LoadedModel[] models = [.. paths.Select(ModelFiles.Load)];
        var comparison = new ModelComparison([.. models.Select(model => new Transformer(model.Config, model.Weights))], TokenPack.Load(packPath));
        var drawings = comparison.Choose(split, count);
        var counts = comparison.Measure(drawings, cancel);
        if (asJson) Console.WriteLine(ToJson(paths, models, splitName, counts));
        else Print(paths, models, splitName, counts);
    }

    /// <summary>The styles that have drawings, and all together where there are several.</summary>
    private static IEnumerable<(string Name, EvaluationCounts Counts)> Rows(EvaluationCounts[] byStyle)
    {
        for (var style = 0; style < byStyle.Length; style++)
        {
            if (byStyle[style].Drawings > 0) yield return (Styles.NameOf((Style)style), byStyle[style]);
        }

        if (byStyle.Count(counts => counts.Drawings > 0) > 1) yield return ("all", byStyle.Aggregate((sum, part) => sum + part));
    }

    private static double RiseOf(EvaluationCounts counts, EvaluationCounts first) => (100 * counts.Nats / first.Nats) - 100;

    private static string ToJson(string[] paths, LoadedModel[] models, string split, EvaluationCounts[][] counts)
    {
        var list = new JsonArray();
        for (var i = 0; i < models.Length; i++)
        {
            var styles = new JsonObject();
            foreach (var ((name, row), (_, first)) in Rows(counts[i]).Zip(Rows(counts[0])))
            {
                styles[name] = new JsonObject
                {
                    ["drawings"] = row.Drawings,
                    ["tokens"] = row.Tokens,
                    ["nats_per_token"] = Math.Round(row.NatsPerToken, 6),
                    ["bits_per_character"] = Math.Round(row.BitsPerCharacter, 6),
                    ["rise_percent"] = Math.Round(RiseOf(row, first), 4),
                    ["agreement"] = Math.Round(row.Agreement, 6),
                    ["cosine"] = Math.Round(row.Cosine, 7),
                };
            }

            list.Add(new JsonObject { ["model"] = paths[i], ["precision"] = Precisions.NameOf(models[i].StoredType), ["parameters"] = models[i].Config.ParameterCount, ["results"] = styles });
        }

        return new JsonObject { ["split"] = split, ["models"] = list }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static void Print(string[] paths, LoadedModel[] models, string split, EvaluationCounts[][] counts)
    {
        static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        string[] names = ["model", "style", "tokens", "nats/token", "bits/char"];
        var table = LabTable.Create(models.Length == 1 ? names : [.. names, "rise %", "same %", "cosine"]);
        foreach (var column in table.Columns) column.NoWrap();
        foreach (var column in table.Columns.Skip(2)) column.RightAligned();
        for (var i = 0; i < models.Length; i++)
        {
            foreach (var ((style, row), (_, first)) in Rows(counts[i]).Zip(Rows(counts[0])))
            {
                string[] cells = [$"{i + 1} {Precisions.NameOf(models[i].StoredType)}", style, Text(row.Tokens, "0"), Text(row.NatsPerToken, "0.00000"), Text(row.BitsPerCharacter, "0.0000")];
                table.AddTextRow(models.Length == 1 ? cells : [.. cells, Text(RiseOf(row, first), "+0.000;-0.000;0.000"), Text(100 * row.Agreement, "0.00"), Text(row.Cosine, "0.000000")]);
            }
        }

        AnsiConsole.Write(table);
        for (var i = 0; i < paths.Length; i++) Console.WriteLine($"{i + 1} {paths[i]}");
        Console.WriteLine($"{counts[0].Sum(style => style.Drawings)} {split} drawings, exact size, first prompt; compared with model 1.");
    }
}
