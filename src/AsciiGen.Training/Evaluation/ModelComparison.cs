// Models read the same drawings through the engine, as it draws, and are told what comes next: how surprised is each, and
// how far does each think like the first? Each drawing stands under its subject and exact size, as in the trainer's
// validation. One drawing is in memory at a time. Does not know files.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;
using AsciiGen.Training.Data;

namespace AsciiGen.Training.Evaluation;

/// <summary>Losses of models on the drawings of a pack, and how they compare with the first model.</summary>
internal sealed class ModelComparison
{
    private const int TokensOfStep = 32; // as many share each read of the weights

    private readonly IReadOnlyList<Transformer> _models;
    private readonly TokenPack _pack;
    private readonly KvCache[] _caches;
    private readonly TokenBatch[] _batches;
    private readonly float[][] _logits; // of each model, (positions, 128)

    /// <summary>Prepares to read with some models.</summary>
    /// <param name="models">At least one; the first is what the others are compared with.</param>
    /// <param name="pack">The drawings.</param>
    public ModelComparison(IReadOnlyList<Transformer> models, TokenPack pack)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(pack);
        (_models, _pack) = (models, pack);
        _caches = [.. models.Select(model => model.CreateCache())];
        _batches = [.. models.Select(model => new TokenBatch(model.Config, TokensOfStep))];
        _logits = [.. models.Select(model => new float[model.Config.BlockSize * Vocabulary.Size])];
    }

    /// <summary>Drawings of one side of the split that fit every model, at most <paramref name="count"/>, spread evenly over the pack.</summary>
    /// <param name="split">0 training, 1 validation, 2 held out.</param>
    /// <param name="count">At least 1.</param>
    /// <exception cref="AsciiGenException">There are none.</exception>
    public int[] Choose(int split, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var fitting = Fitting(split);
        if (fitting.Length == 0) throw new AsciiGenException("the pack has no drawing of this split that fits the model; give another --split or --pack");
        return Spread(fitting, count);
    }

    /// <summary>Some of a list, spread evenly over it, in its order.</summary>
    /// <param name="items">To choose from.</param>
    /// <param name="count">How many, 0 or more; all when there are fewer.</param>
    public static int[] Spread(IReadOnlyList<int> items, int count)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        count = Math.Min(count, items.Count);
        return [.. Enumerable.Range(0, count).Select(place => items[(int)((long)place * items.Count / count)])];
    }

    /// <summary>All drawings of one side of the split that fit every model, in the pack's order.</summary>
    /// <param name="split">0 training, 1 validation, 2 held out.</param>
    public int[] Fitting(int split) =>
        [.. Enumerable.Range(0, _pack.Count).Where(i => _pack.Splits[i] == split && _models.All(model => Fits(i, model.Config)))];

    /// <summary>Reads one drawing with the first model.</summary>
    /// <param name="drawing">Its number in the pack.</param>
    /// <param name="width">The limit it stands under, its own width or more.</param>
    /// <param name="height">The limit it stands under, its own height or more.</param>
    public EvaluationCounts MeasureOne(int drawing, int width, int height)
    {
        Read(0, drawing, width, height);
        return Count(0, drawing);
    }

    /// <summary>Reads drawings with every model.</summary>
    /// <returns>(models, styles) counts; a style without drawings has none.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public EvaluationCounts[][] Measure(IReadOnlyList<int> drawings, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(drawings);
        EvaluationCounts[][] counts = [.. _models.Select(_ => new EvaluationCounts[Styles.Count])];
        foreach (var drawing in drawings)
        {
            var style = _pack.Styles[drawing];
            for (var model = 0; model < _models.Count; model++)
            {
                cancel.ThrowIfCancellationRequested();
                Read(model, drawing, _pack.Widths[drawing], _pack.Heights[drawing]);
                counts[model][style] += Count(model, drawing);
            }
        }

        return counts;
    }

    // Any prompt would fit, as in training, so that all packs are measured on the same drawings under every prompt.
    private bool Fits(int index, ModelConfig config) =>
        _pack.Artwork(index).Length + Prompt.MaxLength + Prompt.MarkCount + _pack.Heights[index] <= config.BlockSize
        && _pack.Widths[index] <= config.MaxWidth && _pack.Heights[index] <= config.MaxHeight;

    /// <summary>Fills the model's logits: row i holds what it expects as token i of the drawing.</summary>
    private void Read(int model, int drawing, int width, int height)
    {
        var (cache, batch) = (_caches[model], _batches[model]);
        var prompt = Prompt.Encode(_pack.PromptOf(drawing, 0), (Style)_pack.Styles[drawing]);
        var artwork = _pack.Artwork(drawing);
        var canvas = new Canvas(width, height);
        cache.Reset();
        var done = 1 - prompt.Length; // rows filled; what follows a letter of the prompt is none
        for (var i = 0; i < prompt.Length - 1; i++) Add(prompt[i], Cell.InPrompt(i, canvas.Width, canvas.Height));
        for (var i = 0; i < artwork.Length; i++)
        {
            if (i > 0) canvas.Append(artwork[i - 1]);
            Add(i == 0 ? Vocabulary.Art : artwork[i - 1], canvas.Cell);
        }

        Step();

        void Add(int token, in Cell cell)
        {
            if (batch.Count == batch.Capacity) Step();
            batch.Add(token, cell, cache, wantsLogits: done + batch.Count >= 0);
        }

        void Step()
        {
            _models[model].Forward(batch);
            for (var i = 0; i < batch.Count; i++, done++)
            {
                if (done >= 0) batch.Logits(i).CopyTo(_logits[model].AsSpan(done * Vocabulary.Size));
            }

            batch.Clear();
        }
    }

    private EvaluationCounts Count(int model, int drawing)
    {
        var artwork = _pack.Artwork(drawing);
        double nats = 0, cosines = 0;
        long agreements = 0, characters = 0;
        for (var i = 0; i < artwork.Length; i++)
        {
            ReadOnlySpan<float> found = _logits[model].AsSpan(i * Vocabulary.Size, Vocabulary.Size), first = _logits[0].AsSpan(i * Vocabulary.Size, Vocabulary.Size);
            nats += Loss(found, artwork[i]);
            cosines += Cosine(found, first);
            if (Likeliest(found) == Likeliest(first)) agreements++;
            characters += Vocabulary.IsBlank(artwork[i]) ? Vocabulary.CellCount(artwork[i]) : 1;
        }

        return new EvaluationCounts(1, artwork.Length, characters, nats, agreements, cosines);
    }

    private static double Loss(ReadOnlySpan<float> logits, int target)
    {
        var top = logits[Likeliest(logits)];
        var sum = 0.0;
        foreach (var logit in logits) sum += Math.Exp((double)logit - top);
        return Math.Log(sum) + top - logits[target];
    }

    private static int Likeliest(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
        {
            if (logits[i] > logits[best]) best = i;
        }

        return best;
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double product = 0, squareA = 0, squareB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            product += (double)a[i] * b[i];
            squareA += (double)a[i] * a[i];
            squareB += (double)b[i] * b[i];
        }

        return product / Math.Sqrt(squareA * squareB);
    }
}
