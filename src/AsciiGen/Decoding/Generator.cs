// Prompt in, rows out: the loop that feeds the transformer, bars what no limit allows, samples and draws. A row is
// handed out as soon as it cannot change; empty rows wait until one with ink follows, so none ever ends a drawing.

using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Decoding;

/// <summary>Draws with a model. Runs may overlap; each has a sequence of its own.</summary>
public sealed class Generator
{
    private readonly Transformer _transformer;
    private KvCache? _spare; // megabytes worth keeping between runs

    /// <summary>A generator over a model.</summary>
    public Generator(Transformer transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        _transformer = transformer;
    }

    /// <summary>Tokens of the run that ended last; zeros before any did.</summary>
    public DrawStatistics Statistics { get; private set; } = new(0, 0, IsComplete: false);

    /// <summary>Draws and joins the rows by line feeds.</summary>
    /// <inheritdoc cref="Rows"/>
    /// <returns>The drawing, without a line feed at its end.</returns>
    public string Draw(GenerateOptions options, CancellationToken cancel = default) => string.Join('\n', Rows(options, cancel));

    /// <summary>Draws row by row; every enumeration is one run and gives the same rows.</summary>
    /// <param name="options">The request; limits beyond the model's canvas are kept by its largest.</param>
    /// <param name="cancel">Stops between two tokens.</param>
    /// <returns>Rows without trailing blanks, the first and the last with ink.</returns>
    /// <exception cref="ArgumentException">The request is not valid; see <see cref="GenerateOptions.Validate"/>.</exception>
    /// <exception cref="AsciiGenException">The request is not valid, or the prompt leaves no room in the model's context.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IEnumerable<string> Rows(GenerateOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var prompt = Prompt.Encode(options.Prompt, options.Style);
        var room = _transformer.Config.BlockSize;
        if (prompt.Length >= room) throw new AsciiGenException($"the prompt has {prompt.Length} tokens, which leaves no room to draw in the model's context of {room}; use fewer words");
        return Run(prompt, options, cancel);
    }

    private IEnumerable<string> Run(byte[] prompt, GenerateOptions options, CancellationToken cancel)
    {
        var config = _transformer.Config;
        var canvas = new Canvas(Math.Min(options.Width, config.MaxWidth), Math.Min(options.Height, config.MaxHeight), options.MaxCharacters);
        var allowed = new AllowedTokens(options.Characters);
        var sampler = new Sampler(options.Sampling);
        var logits = new float[Vocabulary.Size];
        var cache = Interlocked.Exchange(ref _spare, null) ?? new KvCache(config);
        var drawn = 0;
        try
        {
            Read(prompt, canvas, cache, logits, cancel);
            int emptyRows = 0, token = Vocabulary.Art;
            while (!canvas.IsComplete && prompt.Length + drawn < config.BlockSize)
            {
                cancel.ThrowIfCancellationRequested();
                if (drawn > 0) _transformer.Forward(token, canvas.Cell, cache, logits);
                allowed.Mask(canvas, logits);
                token = sampler.Next(logits);
                canvas.Append(token);
                drawn++;

                // A row is finished by a line feed, by <end> or by the end of the context.
                var isLast = canvas.IsComplete || prompt.Length + drawn == config.BlockSize;
                if (!isLast && token != Vocabulary.NewLine) continue;
                var text = canvas.RowText(token == Vocabulary.NewLine ? canvas.Row - 1 : canvas.Row);
                if (text.Length == 0)
                {
                    emptyRows++;
                    continue;
                }

                for (; emptyRows > 0; emptyRows--) yield return "";
                yield return text;
            }
        }
        finally
        {
            Statistics = new DrawStatistics(prompt.Length, drawn, canvas.IsComplete);
            _spare = cache;
        }
    }

    private void Read(byte[] prompt, Canvas canvas, KvCache cache, float[] logits, CancellationToken cancel)
    {
        cache.Reset();
        for (var i = 0; i < prompt.Length - 1; i++)
        {
            cancel.ThrowIfCancellationRequested();
            _transformer.Forward(prompt[i], Cell.InPrompt(i, canvas.Width, canvas.Height), cache, []);
        }

        _transformer.Forward(prompt[^1], canvas.Cell, cache, logits);
    }
}
