// Bits per character on validation drawings, which are of clusters nothing was learned from: as many of each style, spread
// evenly over the pack, each under its exact size and under limits with room to spare. Where styles are put together, each
// counts as often in a size as the validation drawings have it, so the row is what reading all of them would give.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Training.Data;
using AsciiGen.Training.Evaluation;

namespace AsciiGen.Lab.Evaluation;

internal static class LossMeasure
{
    private const int Validation = 1;
    private const string All = "all";

    private readonly record struct Reading(Style Style, CanvasSize Size, EvaluationCounts Exact, EvaluationCounts Room);

    /// <summary>Reads drawings with a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="pack">The drawings.</param>
    /// <param name="perStyle">Most drawings of each style.</param>
    /// <param name="threads">Threads that read.</param>
    /// <param name="cancel">Stops between two drawings.</param>
    /// <returns>By style, by size, and all; empty when the pack has no validation drawing that fits.</returns>
    internal static List<LossRow> Measure(Transformer model, TokenPack pack, int perStyle, int threads, CancellationToken cancel)
    {
        var fitting = new ModelComparison([model], pack).Fitting(Validation).ToLookup(i => (Style)pack.Styles[i]);
        var chosen = fitting.SelectMany(style => ModelComparison.Spread([.. style], perStyle)).ToArray();
        if (chosen.Length == 0) return [];
        var readings = Read(model, pack, chosen, threads, cancel);
        var totals = fitting.SelectMany(style => style).CountBy(i => ((Style)pack.Styles[i], SizeClass.Of(pack.Widths[i], pack.Heights[i]))).ToDictionary();
        var rows = new List<LossRow> { RowOfAll(All, readings, totals) };
        rows.AddRange(readings.GroupBy(reading => reading.Style).OrderBy(style => style.Key).Select(style => Row(Styles.NameOf(style.Key), All, style)));
        rows.AddRange(readings.GroupBy(reading => reading.Size).OrderBy(size => size.Key.Width).Select(size => RowOfAll(SizeClass.NameOf(size.Key), size, totals)));
        rows.AddRange(readings.GroupBy(reading => (reading.Style, reading.Size)).OrderBy(group => group.Key.Style).ThenBy(group => group.Key.Size.Width)
            .Select(group => Row(Styles.NameOf(group.Key.Style), SizeClass.NameOf(group.Key.Size), group)));
        return rows;
    }

    private static Reading[] Read(Transformer model, TokenPack pack, int[] drawings, int threads, CancellationToken cancel)
    {
        var room = new LimitSampler(model.Config.MaxWidth, model.Config.MaxHeight, exactShare: 0);
        var readings = new Reading[drawings.Length];
        Parallel.For(0, drawings.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, () => new ModelComparison([model], pack), (i, _, reader) =>
        {
            var (index, width, height) = (drawings[i], pack.Widths[drawings[i]], pack.Heights[drawings[i]]);
            var (wider, higher) = room.NextForValidation(index, width, height);
            readings[i] = new Reading((Style)pack.Styles[index], SizeClass.Of(width, height), reader.MeasureOne(index, width, height), reader.MeasureOne(index, wider, higher));
            return reader;
        }, _ => { });
        return readings;
    }

    private static LossRow Row(string style, string size, IEnumerable<Reading> readings)
    {
        var (exact, room) = (default(EvaluationCounts), default(EvaluationCounts));
        foreach (var reading in readings) (exact, room) = (exact + reading.Exact, room + reading.Room);
        return new LossRow(style, size, exact.Drawings, exact.BitsPerCharacter, room.BitsPerCharacter);
    }

    // Several styles: a reading stands for as many drawings as there are of its style and size for each that was read.
    private static LossRow RowOfAll(string size, IEnumerable<Reading> readings, Dictionary<(Style, CanvasSize), int> totals)
    {
        var drawings = 0;
        double exact = 0, room = 0, characters = 0;
        foreach (var group in readings.GroupBy(reading => (reading.Style, reading.Size)))
        {
            var weight = (double)totals[group.Key] / group.Count();
            drawings += group.Count();
            exact += weight * group.Sum(reading => reading.Exact.Nats);
            room += weight * group.Sum(reading => reading.Room.Nats);
            characters += weight * group.Sum(reading => reading.Exact.Characters);
        }

        return new LossRow(All, size, drawings, exact / Math.Log(2) / characters, room / Math.Log(2) / characters);
    }
}
