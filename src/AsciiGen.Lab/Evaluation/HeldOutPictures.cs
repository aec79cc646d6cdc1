// All held-out pictures of a recipe as looks, made from the pictures themselves: the packages are fetched as for a corpus, strokes
// and areas are drawn without going through a converter. The converter's own drawings of some of them are kept beside, as what
// a perfect model of that converter could do: of each subject that two families show, one picture of each of the two.

using AsciiGen.Corpus.Recipes;
using AsciiGen.Decoding;
using AsciiGen.Imaging;
using AsciiGen.Imaging.Icons;
using AsciiGen.Imaging.Lines;
using AsciiGen.Imaging.Measures;
using AsciiGen.Imaging.Sheets;
using AsciiGen.Imaging.Solid;
using AsciiGen.Lab.Building;

namespace AsciiGen.Lab.Evaluation;

/// <summary>Makes looks of held-out pictures.</summary>
internal sealed class HeldOutPictures(Recipe recipe, PackageStore store, GlyphAtlas atlas, int threads)
{
    private const int FamiliesDrawn = 2; // of each subject

    private sealed record Work(RecipeSource Source, IconChoice Icon, Style Style);

    /// <summary>The sources of the recipe that can be used: icon sets of held-out families.</summary>
    internal static IEnumerable<RecipeSource> SourcesOf(Recipe recipe) => recipe.Sources.Where(source => source is { IsHeldOut: true, Kind: SourceKind.Icons });

    /// <summary>Reads every picture.</summary>
    /// <param name="problems">Gets a line for each source that cannot be had.</param>
    /// <param name="cancel">Stops between two pictures.</param>
    internal HeldOutPicture[] Make(List<string> problems, CancellationToken cancel)
    {
        var work = SourcesOf(recipe).SelectMany(source => WorkOf(source, problems, cancel)).ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel };
        var looks = new float[]?[work.Length];
        Parallel.For(0, work.Length, options, i => looks[i] = LookOf(work[i]));
        var drawn = Enumerable.Range(0, work.Length).Where(i => looks[i] is not null)
            .GroupBy(i => (work[i].Style, work[i].Icon.Subject.Subject))
            .Select(subject => subject.DistinctBy(i => work[i].Source.Family).Take(FamiliesDrawn).ToArray())
            .Where(pictures => pictures.Length == FamiliesDrawn).SelectMany(pictures => pictures).ToArray();
        var drawings = new Dictionary<int, IReadOnlyList<(CanvasSize Size, float[] Look)>>();
        Parallel.ForEach(drawn, options, i =>
        {
            var made = Draw(work[i]);
            lock (drawings) drawings.Add(i, made);
        });
        return [.. Enumerable.Range(0, work.Length).Where(i => looks[i] is not null).Select(i => new HeldOutPicture(
            work[i].Icon.Subject.Subject, work[i].Source.Family, work[i].Style, looks[i]!, drawings.GetValueOrDefault(i, [])))];
    }

    private IEnumerable<Work> WorkOf(RecipeSource source, List<string> problems, CancellationToken cancel)
    {
        try
        {
            var set = IconSet.Load(store.LocateAsync(source, cancel).GetAwaiter().GetResult());
            return [.. IconPictures.Choose(set, source.Takes).SelectMany(icon => source.Styles.Select(style => new Work(source, icon, style)))];
        }
        catch (Exception error) when (error is PackageException or ImageException)
        {
            problems.Add($"pictures of '{source.Name}': {error.Message}");
            return [];
        }
    }

    // Null for a picture that cannot be read or has no area to fill.
    private static float[]? LookOf(Work work)
    {
        try
        {
            return work.Style == Style.Line ? PictureLook.Of(work.Icon.Outlined.ToPicture().ToSketch())
                : PictureDrawings.FilledArea(work.Icon.Filled.ToPicture()) is { } area ? PictureLook.Of(area) : null;
        }
        catch (AsciiGenException)
        {
            return null;
        }
    }

    private List<(CanvasSize Size, float[] Look)> Draw(Work work)
    {
        var sketch = work.Style == Style.Line ? work.Icon.Outlined.ToPicture().ToSketch() : null;
        var area = work.Style == Style.Line ? null : PictureDrawings.FilledArea(work.Icon.Filled.ToPicture());
        var drawings = new List<(CanvasSize Size, float[] Look)>();
        foreach (var size in CanvasSize.Common)
        {
            try
            {
                var limits = new DrawingLimits(size.Width, size.Height);
                drawings.Add((size, TextLook.Of(sketch is null ? SolidConverter.Convert(area!, limits) : LineConverter.Convert(sketch, limits), atlas)));
            }
            catch (AsciiGenException)
            {
                // Nothing is left of the picture at this size.
            }
        }

        return drawings;
    }
}
