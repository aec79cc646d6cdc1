// Bits per character on validation drawings, which are of clusters nothing was learned from: as many of each style, spread
// evenly over the pack, each under its exact size and under limits with room to spare. "all" counts a style as often as it is
// in the validation drawings, so it is what reading all of them would give.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;
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
        var chosen = fitting.SelectMany(style => Spread([.. style], perStyle)).ToArray();
        if (chosen.Length == 0) return [];
        var readings = Read(model, pack, chosen, threads, cancel);
        var rows = new List<LossRow> { RowOfAll(readings, fitting.ToDictionary(style => style.Key, style => style.Count())) };
        rows.AddRange(readings.GroupBy(reading => reading.Style).OrderBy(style => style.Key).Select(style => Row(Styles.NameOf(style.Key), All, style)));
        rows.AddRange(readings.GroupBy(reading => reading.Size).OrderBy(size => size.Key.Width).Select(size => Row(All, SizeClass.NameOf(size.Key), size)));
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

    private static IEnumerable<int> Spread(int[] items, int count)
    {
        count = Math.Min(count, items.Length);
        return Enumerable.Range(0, count).Select(place => items[(long)place * items.Length / count]);
    }

    private static LossRow Row(string style, string size, IEnumerable<Reading> readings)
    {
        var (exact, room) = (default(EvaluationCounts), default(EvaluationCounts));
        foreach (var reading in readings) (exact, room) = (exact + reading.Exact, room + reading.Room);
        return new LossRow(style, size, exact.Drawings, exact.BitsPerCharacter, room.BitsPerCharacter);
    }

    private static LossRow RowOfAll(Reading[] readings, Dictionary<Style, int> totals)
    {
        double exact = 0, room = 0, characters = 0;
        foreach (var style in readings.GroupBy(reading => reading.Style))
        {
            var weight = (double)totals[style.Key] / style.Count();
            exact += weight * style.Sum(reading => reading.Exact.Nats);
            room += weight * style.Sum(reading => reading.Room.Nats);
            characters += weight * style.Sum(reading => reading.Exact.Characters);
        }

        return new LossRow(All, All, readings.Length, exact / Math.Log(2) / characters, room / Math.Log(2) / characters);
    }
}
