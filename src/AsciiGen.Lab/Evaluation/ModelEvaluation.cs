// One evaluation from its settings to its figures: reads, draws, measures. Knows the order of things and nothing about how any
// of them is measured.

using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Recipes;
using AsciiGen.Corpus.Sources;
using AsciiGen.Formats;
using AsciiGen.Imaging.Sheets;
using AsciiGen.Lab.Building;
using AsciiGen.Model;
using AsciiGen.Training.Data;

namespace AsciiGen.Lab.Evaluation;

/// <summary>Evaluates a model.</summary>
/// <param name="settings">Where things are.</param>
/// <param name="plan">What is drawn.</param>
/// <param name="steer">Gives a model's config the guidance and temperature it is evaluated with.</param>
internal sealed class ModelEvaluation(EvaluationSettings settings, EvaluationPlan plan, Func<ModelConfig, ModelConfig> steer)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<string> _problems = [];
    private readonly List<(string Measure, IReadOnlyList<ScoredDrawing> Scores)> _scores = [];
    private TimeSpan _drawing;
    private int _drawings;

    // What drawings are looked at with.
    private sealed record Eye(string Font, GlyphAtlas Atlas);

    /// <summary>Does it all.</summary>
    /// <exception cref="AsciiGenException">The model, the pack or a file beside them cannot be used.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    internal (EvaluationResult Result, EvaluationSheets Sheets) Run(CancellationToken cancel)
    {
        using var live = new LiveLine();
        live.Write("reading the model and the pack");
        var loaded = ModelFiles.Load(settings.Model);
        var model = new Transformer(steer(loaded.Config), loaded.Weights);
        var pack = TokenPack.Load(settings.Pack);
        var result = Describe(loaded, model.Config);
        live.Write("reading validation drawings");
        var loss = LossMeasure.Measure(model, pack, plan.LossDrawings, settings.Threads, cancel);
        if (loss.Count == 0) _problems.Add("loss: the pack has no validation drawing that fits the model");
        var (recipe, store) = OpenRecipe();
        using var held = store;
        var eye = recipe is null ? null : OpenEye();
        var pieces = PackPieces.Read(pack);
        var sample = new DrawnSample(model, ModelFiles.LoadSubjects(settings.Model), settings.Candidates, settings.Threads);
        Drawn[] Draw(string what, IEnumerable<DrawingRequest> requests) => Drawing(live, what, [.. requests], (list, tick) => sample.Draw(list, tick, cancel));

        var things = Draw("drawing", plan.Things());
        var various = Drawing(live, "drawing again", plan.Various().ToList(), (list, tick) => sample.DrawSeveral(list, EvaluationPlan.VarietySeeds, tick, cancel));
        var banners = recipe is null ? (null, []) : MeasureBanners(RecipeFonts.Load(recipe, store!, _problems, cancel), pieces, Draw);
        live.Write("measuring");
        var variety = VarietyMeasure.Measure(various);
        result = MeasureThings(result, things, pieces, cancel) with
        {
            Loss = loss,
            Limits = CanvasMeasure.CountBroken([.. things, .. various.SelectMany(drawings => drawings), .. banners.Drawings]),
            Variety = variety.Row,
            Recognition = eye is null ? null : MeasureRecognition(eye, recipe!, store!, things, pieces, live, cancel),
            Banners = banners.Result,
        };
        result = result with { Drawings = _drawings, DrawingsPerSecond = _drawings / _drawing.TotalSeconds, Seconds = _clock.Elapsed.TotalSeconds, Problems = _problems };
        return (result, new EvaluationSheets(things, banners.Drawings, variety.Subjects, _scores));
    }

    private EvaluationResult MeasureThings(EvaluationResult result, Drawn[] things, PackPiece[] pieces, CancellationToken cancel)
    {
        PackPiece[] learned = [.. pieces.Where(piece => piece.Split == PackSplit.Training && piece.Style != Style.Banner)];
        var byLook = learned.ToLookup(piece => (piece.Style, piece.Size));
        var canvas = CanvasMeasure.Measure(things);
        var inked = things.Where(drawn => !drawn.IsEmpty).ToList();
        var strokes = StrokeMeasure.Measure(inked, (style, size) => plan.Choose(byLook[(style, size)], plan.Pieces));
        var symmetry = SymmetryMeasure.Measure(inked, learned);
        var novelty = NoveltyMeasure.Measure(things, learned, settings.Threads, cancel);
        Keep("canvas use", canvas.Scores);
        Keep("strokes: joined ends less loose characters", strokes.Scores);
        Keep("symmetry, of symmetrical subjects", symmetry.Scores);
        Keep("novelty: nearest to a training piece last", novelty.Scores);
        return result with { Canvas = canvas.Rows, Strokes = strokes.Rows, Symmetry = symmetry.Rows, Novelty = novelty.Rows };
    }

    // What is in the recipe's packages may be missing; everything else is measured all the same.
    private (Recipe? Recipe, PackageStore? Store) OpenRecipe()
    {
        try
        {
            return (Recipe.Load(settings.Recipe), new PackageStore(settings.Packages));
        }
        catch (Exception error) when (error is CorpusException or PackageException)
        {
            _problems.Add($"recognition and banners: {error.Message}");
            return (null, null);
        }
    }

    // Before anything is drawn: a font that cannot be read, or a place that cannot be written to, should not cost minutes.
    private Eye? OpenEye()
    {
        if ((settings.Font ?? GlyphAtlas.FindFont()) is not { } font)
        {
            _problems.Add("recognition: no monospaced font was found. Give one with --font FILE");
            return null;
        }

        ReferenceFile.MakeFolder(settings.References);
        return new Eye(font, GlyphAtlas.Load(font));
    }

    private Recognition? MeasureRecognition(Eye eye, Recipe recipe, PackageStore store, Drawn[] things, PackPiece[] pieces, LiveLine live, CancellationToken cancel)
    {
        var (font, atlas) = eye;
        var fingerprint = ReferenceFile.Fingerprint(recipe, font);
        if (ReferenceFile.TryLoad(settings.References, fingerprint) is not { } pictures)
        {
            live.Write("looking at held-out pictures, which is done once");
            var before = _problems.Count;
            pictures = new HeldOutPictures(recipe, store, atlas, settings.Threads).Make(_problems, cancel);
            // Looks of some sources only would pass for those of all.
            if (_problems.Count == before && pictures.Length > 0 && ReferenceFile.TrySave(settings.References, fingerprint, pictures) is { } problem) _problems.Add(problem);
        }

        if (pictures.Length == 0)
        {
            _problems.Add("recognition: there are no held-out pictures");
            return null;
        }

        live.Write("recognising");
        var asked = plan.Words.ToHashSet();
        var hand = pieces.Where(piece => piece.Style == Style.Hand && piece.Split != PackSplit.Evaluation && asked.Contains(piece.Subject))
            .GroupBy(piece => piece.Size).SelectMany(size => plan.Choose(size, plan.Pieces));
        var (result, scores) = new RecognitionMeasure(pictures, atlas, settings.Threads, cancel).Measure(things, hand);
        _scores.Insert(0, ("recognition", [.. scores.OrderByDescending(score => score.Value)]));
        return result;
    }

    private (Banners? Result, Drawn[] Drawings) MeasureBanners(List<FigletFont> fonts, PackPiece[] pieces, Func<string, IEnumerable<DrawingRequest>, Drawn[]> draw)
    {
        if (fonts.Count == 0) return (null, []);
        var measure = new BannerMeasure(plan, new BannerSpeller(fonts), pieces);
        var (learned, others) = measure.Words();
        var drawings = draw("drawing words", plan.Banners([.. learned, .. others]));
        var (result, scores) = measure.Measure(drawings[..learned.Count], drawings[learned.Count..], settings.Threads);
        Keep("banners", scores);
        return (result, drawings);
    }

    private void Keep(string measure, List<ScoredDrawing> scores)
    {
        if (scores.Count > 0) _scores.Add((measure, [.. scores.OrderByDescending(score => score.Value)]));
    }

    private T[] Drawing<T>(LiveLine live, string what, List<DrawingRequest> requests, Func<List<DrawingRequest>, Action, T[]> draw)
    {
        var (started, done) = (_clock.Elapsed, 0);
        var gate = new Lock();
        var drawings = draw(requests, () =>
        {
            lock (gate)
            {
                _drawings++;
                if (++done % 10 == 0) live.Write($"{what}: {done} ");
            }
        });
        _drawing += _clock.Elapsed - started;
        return drawings;
    }

    private EvaluationResult Describe(LoadedModel loaded, ModelConfig config)
    {
        var weights = Directory.Exists(settings.Model) ? ModelFiles.WeightsIn(settings.Model) : settings.Model;
        return new EvaluationResult
        {
            Program = typeof(ModelEvaluation).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            Model = settings.Model,
            ModelSha256 = HashOf(weights),
            Precision = Precisions.NameOf(loaded.StoredType),
            Parameters = loaded.Config.ParameterCount,
            Pack = settings.Pack,
            PackSha256 = HashOf(settings.Pack),
            Seed = plan.Seed,
            Quick = plan.IsQuick,
            Words = plan.Words.Count,
            Candidates = settings.Candidates,
            Guidance = config.Guidance,
            Temperature = config.Temperature,
            VariedTemperature = config.VariedTemperature ?? config.Temperature,
        };
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
