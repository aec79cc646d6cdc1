// A known drawing fed through the model token by token, as if it were being drawn: every step asks the model, bars what may not
// follow, chooses, and then goes on with the known token. So every model and precision does the same work. Two hand-made
// drawings lie in the program for that (their subjects are their prompts); bench/onnxruntime replays the same ones.

using System.Diagnostics;
using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Numerics;
using AsciiGen.Tokens;

namespace AsciiGen.Cli.Bench;

internal sealed class Replay
{
    private readonly Transformer _transformer;
    private readonly byte[] _prompt, _tokens;
    private readonly (int Width, int Height) _limits;
    private readonly KvCache _cache;
    private readonly TokenBatch _batch;
    private readonly AllowedTokens _allowed = new(CharacterSet.All);

    /// <summary>Makes room to replay a drawing.</summary>
    /// <param name="transformer">The model.</param>
    /// <param name="subject">Prompt, and name of the drawing in the program.</param>
    /// <param name="limits">The canvas it is drawn on.</param>
    /// <exception cref="ProgramException">The model's canvas or context is too small for it.</exception>
    public Replay(Transformer transformer, string subject, (int Width, int Height) limits)
    {
        using var reader = new StreamReader(EmbeddedResources.Open($"bench-{subject}")!);
        (_transformer, _limits) = (transformer, limits);
        _prompt = Prompt.Encode(subject, Style.Hand);
        _tokens = Tokenizer.Encode(reader.ReadToEnd().TrimEnd('\n'));
        var config = transformer.Config;
        if (limits.Width > config.MaxWidth || limits.Height > config.MaxHeight || _prompt.Length + _tokens.Length > config.BlockSize)
        {
            throw new ProgramException(
                ExitCode.Failed,
                $"the model draws {config.MaxWidth} x {config.MaxHeight} with a context of {config.BlockSize} tokens, measuring takes {limits.Width} x {limits.Height} with {_prompt.Length + _tokens.Length}. Use a larger model.");
        }

        _cache = transformer.CreateCache();
        _batch = new TokenBatch(config, _prompt.Length);
    }

    /// <summary>Tokens of the drawing, its end included.</summary>
    public int TokenCount => _tokens.Length;

    /// <summary>Draws it once; the prompt is read before the clock starts.</summary>
    /// <returns>Seconds, and bytes that were allocated meanwhile.</returns>
    public (double Seconds, long Bytes) Run()
    {
        var canvas = ReadPrompt();
        var sampler = new Sampler(new SamplingOptions());
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var logits = _batch.Logits(_prompt.Length - 1);
        foreach (var token in _tokens)
        {
            _allowed.Mask(canvas, logits);
            sampler.Next(logits);
            canvas.Append(token);
            if (!canvas.IsComplete) logits = Step(token, canvas);
        }

        return (Stopwatch.GetElapsedTime(start).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    /// <summary>Mean of minus the log probability of the drawing's tokens, over the whole alphabet: tells whether two programs compute the same.</summary>
    public double NatsPerToken()
    {
        var canvas = ReadPrompt();
        var logits = _batch.Logits(_prompt.Length - 1);
        var sum = 0.0;
        foreach (var token in _tokens)
        {
            sum -= Elementary.LogSoftmax(logits, token);
            canvas.Append(token);
            if (!canvas.IsComplete) logits = Step(token, canvas);
        }

        return sum / _tokens.Length;
    }

    private Canvas ReadPrompt()
    {
        var canvas = new Canvas(_limits.Width, _limits.Height);
        _cache.Reset();
        _batch.Clear();
        for (var i = 0; i < _prompt.Length; i++)
        {
            var isLast = i == _prompt.Length - 1;
            _batch.Add(_prompt[i], isLast ? canvas.Cell : Cell.InPrompt(i, canvas.Width, canvas.Height), _cache, isLast);
        }

        _transformer.Forward(_batch);
        return canvas;
    }

    private Span<float> Step(byte token, Canvas canvas)
    {
        _batch.Clear();
        _batch.Add(token, canvas.Cell, _cache);
        _transformer.Forward(_batch);
        return _batch.Logits(0);
    }
}
