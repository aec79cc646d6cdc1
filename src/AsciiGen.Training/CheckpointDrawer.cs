// Draws with the trainer's own forward, the whole sequence anew for each token: slow, and independent of the engine's
// cache and kernels, which is what the parity tests want. Limits and sampling are the engine's.

using AsciiGen.Decoding;
using AsciiGen.Tokens;
using AsciiGen.Training.Data;

namespace AsciiGen.Training;

/// <summary>Draws with a model as the trainer computes it.</summary>
internal sealed class CheckpointDrawer(TrainableModel model)
{
    private readonly Batch _batch = new(model.MaxTokens, model.Config.PromptBuckets);

    /// <summary>Draws one picture.</summary>
    /// <exception cref="ArgumentException">The request is not valid; see <see cref="GenerateOptions.Validate"/>.</exception>
    public string Draw(GenerateOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var config = model.Config;
        var prompt = Prompt.Encode(options.Prompt, options.Style);
        var canvas = new Canvas(Math.Min(options.Width, config.MaxWidth), Math.Min(options.Height, config.MaxHeight), options.MaxCharacters);
        var allowed = new AllowedTokens(options.Characters);
        var sampler = new Sampler(options.Sampling with { Temperature = options.Sampling.Temperature ?? model.Config.Temperature });
        var drawn = new List<byte>();
        var logits = new float[Vocabulary.Size];
        while (!canvas.IsComplete && prompt.Length + drawn.Count < config.BlockSize)
        {
            cancel.ThrowIfCancellationRequested();
            LogitsAfter(prompt, [.. drawn], canvas.Width, canvas.Height).CopyTo(logits);
            allowed.Mask(canvas, logits);
            var token = sampler.Next(logits);
            canvas.Append(token);
            drawn.Add((byte)token);
        }

        return canvas.ToString();
    }

    /// <summary>Logits of the token that follows a prompt and the beginning of a drawing, 128 values.</summary>
    public ReadOnlySpan<float> LogitsAfter(ReadOnlySpan<byte> prompt, ReadOnlySpan<byte> drawn, int width, int height)
    {
        _batch.Clear();
        var last = _batch.Add(prompt, drawn, width, height, hasTargets: false);
        model.Forward(_batch);
        return model.LogitsAt(last);
    }
}
