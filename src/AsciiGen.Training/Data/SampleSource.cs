// Fills batches: which drawing, mirrored or not, under which prompt and which limits. The contents of a step's batch
// depend on the settings and the step's number alone, so the position in the data is the step.

using AsciiGen.Model;
using AsciiGen.Numerics;
using AsciiGen.Tokens;

namespace AsciiGen.Training.Data;

/// <summary>Training and validation batches from a token pack.</summary>
internal sealed class SampleSource
{
    private const double SubjectShare = 0.85; // the program resolves what people type to a subject
    private const int ShortestLongest = 100; // tokens, where a curriculum starts

    private readonly TokenPack _pack;
    private readonly ModelConfig _config;
    private readonly LimitSampler _limits;
    private readonly LimitSampler _roomy; // never exact on purpose
    private readonly TrainingOptions _options;
    private readonly int[] _training;
    private readonly double[] _cumulative; // of the training drawings' weights

    /// <summary>Sorts out the drawings that fit the model.</summary>
    /// <exception cref="AsciiGenException">No drawing fits.</exception>
    public SampleSource(TokenPack pack, ModelConfig config, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(options);
        (_pack, _config, _options) = (pack, config, options);
        _limits = new LimitSampler(config.MaxWidth, config.MaxHeight, options.ExactShare);
        _roomy = new LimitSampler(config.MaxWidth, config.MaxHeight, exactShare: 0);
        var fitting = Enumerable.Range(0, pack.Count).Where(Fits).ToArray();
        _training = [.. fitting.Where(i => pack.Splits[i] == 0)];
        Validation = [.. fitting.Where(i => pack.Splits[i] == 1)];
        if (_training.Length == 0) throw new AsciiGenException("no training drawing in the pack fits the model; use a larger block size or another pack");
        _cumulative = new double[_training.Length];
        var sum = 0.0;
        for (var i = 0; i < _training.Length; i++) _cumulative[i] = sum += pack.Weights[_training[i]];
    }

    /// <summary>Number of training drawings.</summary>
    public int TrainingCount => _training.Length;

    /// <summary>Validation drawings.</summary>
    public IReadOnlyList<int> Validation { get; }

    /// <summary>Drawings left out because they are longer or larger than the model allows.</summary>
    public int LeftOut => _pack.Splits.Count(split => split <= 1) - _training.Length - Validation.Count;

    /// <summary>Fills a batch with samples until it holds <see cref="TrainingOptions.BatchTokens"/> or more.</summary>
    /// <param name="batch">What is filled.</param>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="part">Which of its <see cref="TrainingOptions.Accumulate"/> batches, from 0.</param>
    public void FillTraining(Batch batch, int step, int part)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Clear();
        var random = SplitMix64.For(_options.Seed, ((long)step * _options.Accumulate) + part);
        var longest = LongestAt(step);
        while (batch.TokenCount < _options.BatchTokens) AddSample(batch, longest, ref random);
    }

    /// <summary>
    /// Fills a batch with validation drawings from place <paramref name="first"/> on, each under its subject and its exact size, or,
    /// <paramref name="withRoom"/>, under limits with room to spare as in training; the same in every call.
    /// </summary>
    /// <returns>The place of the first drawing that found no room.</returns>
    public int FillValidation(Batch batch, int first, bool withRoom = false)
    {
        ArgumentNullException.ThrowIfNull(batch);
        batch.Clear();
        for (; first < Validation.Count; first++)
        {
            var index = Validation[first];
            var artwork = _pack.Artwork(index);
            var prompt = Prompt.Encode(_pack.PromptOf(index, 0), (Style)_pack.Styles[index]);
            if (!batch.HasRoomFor(prompt.Length + artwork.Length)) break;
            var (width, height) = (_pack.Widths[index], _pack.Heights[index]);
            if (withRoom) (width, height) = _roomy.NextForValidation(index, width, height);
            batch.Add(prompt, artwork, width, height, hasTargets: true);
        }

        return first;
    }

    /// <summary>Tokens of the longest drawing that a step may show.</summary>
    private int LongestAt(int step)
    {
        var end = _options.Curriculum * _options.MaxIterations;
        return step >= end ? int.MaxValue : ShortestLongest + (int)((_config.BlockSize - ShortestLongest) * (step / end));
    }

    private void AddSample(Batch batch, int longest, ref SplitMix64 random)
    {
        var index = Pick(ref random);
        // Short drawings are most of any pack; should one have none, the tries end.
        for (var tries = 0; _pack.Artwork(index).Length > longest && tries < 100; tries++) index = Pick(ref random);
        var mirrored = random.NextDouble() < 0.5 && _options.Mirror && _pack.Mirrors[index] == 1;
        var promptCount = _pack.PromptCount(index);
        var byAlias = random.NextDouble() >= SubjectShare;
        var place = promptCount > 1 && byAlias ? 1 + random.NextBelow(promptCount - 1) : 0;
        var style = (Style)_pack.Styles[index];
        // A banner spells its prompt, so that stays as it is.
        var prompt = style == Style.Banner ? _pack.PromptOf(index, place) : PromptVariants.Next(ref random, _pack.PromptOf(index, place));
        var (width, height) = _limits.Next(ref random, _pack.Widths[index], _pack.Heights[index]);
        var artwork = _pack.Artwork(index);
        if (mirrored && Mirror.TryFlip(Tokenizer.Decode(artwork), out var flipped)) artwork = Tokenizer.Encode(flipped);
        batch.Add(Prompt.Encode(prompt, style), artwork, width, height, hasTargets: true);
        batch.Drawings.Add(index);
    }

    private int Pick(ref SplitMix64 random)
    {
        var place = Array.BinarySearch(_cumulative, random.NextDouble() * _cumulative[^1]);
        return _training[Math.Min(place < 0 ? ~place : place + 1, _training.Length - 1)];
    }

    /// <summary>True when the drawing and any prompt fit a sequence, mirrored or not, and the canvas.</summary>
    private bool Fits(int index) =>
        _pack.Artwork(index).Length + Prompt.MaxLength + Prompt.MarkCount + _pack.Heights[index] <= _config.BlockSize
        && _pack.Widths[index] <= _config.MaxWidth && _pack.Heights[index] <= _config.MaxHeight;
}
