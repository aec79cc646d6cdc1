// Draws the same few prompts at every evaluation, with the same seed, so that what changes is the model. Uses the
// engine, which is fast, on a copy of the weights; the run's own random numbers are untouched.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Training.Data;

namespace AsciiGen.Training.Reports;

/// <summary>Draws samples of a model in training.</summary>
/// <param name="prompts">What to draw.</param>
internal sealed class SampleDrawer(IReadOnlyList<string> prompts)
{
    /// <summary>Most columns of a sample.</summary>
    public const int Width = 32;

    /// <summary>Most rows of a sample.</summary>
    public const int Height = 12;

    private const ulong Seed = 1;

    private static readonly string[] _common = ["cat", "house", "tree", "fish", "star", "heart", "dog", "flower", "boat", "cup", "bird", "car", "key", "book", "sun", "moon"];

    /// <summary>
    /// The subjects to draw unless told otherwise: half of them one's own (negative ids, docs/FORMAT.md section 10) if there are any,
    /// then common ones that the pack teaches, then its first others.
    /// </summary>
    public static IReadOnlyList<string> Choose(TokenPack pack, int count)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var training = Enumerable.Range(0, pack.Count).Where(i => pack.Splits[i] == 0).ToList();
        var own = training.Where(i => pack.Ids[i] < 0).Select(i => pack.PromptOf(i, 0)).Distinct().Take(count / 2);
        var subjects = training.Select(i => pack.PromptOf(i, 0)).Distinct().ToList();
        return [.. own.Concat(_common.Intersect(subjects)).Concat(subjects).Distinct().Take(count)];
    }

    /// <summary>Draws every prompt with the model as it is.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<SampleDrawing> Draw(TrainableModel model, int step, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (prompts.Count == 0) return [];
        var weights = Weights.Create(model.Config, spec => model.Parameters.ValuesOf(spec.Name).ToArray());
        var generator = new Generator(new Transformer(model.Config, weights));
        return [.. prompts.Select(prompt => new SampleDrawing(step, prompt, Styles.NameOf(Style.Hand), Seed, generator.Draw(Request(model.Config, prompt), cancel)))];
    }

    private static GenerateOptions Request(ModelConfig config, string prompt) => new()
    {
        Prompt = prompt,
        Width = Math.Min(Width, config.MaxWidth),
        Height = Math.Min(Height, config.MaxHeight),
        Sampling = new SamplingOptions { Seed = Seed },
    };
}
