// What a drawing's next token depends on: what the model has read so far, under its prompt and, where the request is guided,
// under the prompt that any drawing answers as well. Guided, a step reads two tokens and mixes two predictions.

using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Decoding;

/// <summary>One or two caches that grow together.</summary>
internal sealed class DrawingContext
{
    /// <summary>Tokens of a prompt that are read in one step.</summary>
    public const int PromptChunk = 8;

    private readonly KvCache _prompted;
    private readonly KvCache? _unprompted;
    private float _guidance = 1;

    /// <summary>Empty caches for a model.</summary>
    /// <param name="transformer">The model.</param>
    /// <param name="capacity">Most positions.</param>
    /// <param name="hasTwo">Whether it is for a guided request.</param>
    public DrawingContext(Transformer transformer, int capacity, bool hasTwo)
    {
        _prompted = transformer.CreateCache(capacity);
        if (hasTwo) _unprompted = transformer.CreateCache(capacity);
    }

    /// <summary>True when it is for guided requests.</summary>
    public bool HasTwo => _unprompted is not null;

    /// <summary>Tokens a step adds to a batch.</summary>
    public int Width => HasTwo ? 2 : 1;

    /// <summary>Most positions.</summary>
    public int Capacity => _prompted.Capacity;

    /// <summary>True when a request is drawn with two predictions.</summary>
    /// <param name="options">The request, its guidance settled.</param>
    public static bool IsGuided(GenerateOptions options) => options.Guidance is not (null or 1);

    /// <summary>Tokens of the longest prompt that is read for a request.</summary>
    public static int LongestPrompt(byte[] prompt, GenerateOptions options) => IsGuided(options) ? Math.Max(prompt.Length, Prompt.Anything.Length + Prompt.MarkCount) : prompt.Length;

    /// <summary>Forgets everything and reads a prompt; the batch then holds what follows it.</summary>
    public void Read(Transformer transformer, TokenBatch batch, byte[] prompt, GenerateOptions options, Canvas canvas, CancellationToken cancel)
    {
        _guidance = options.Guidance ?? 1;
        Read(transformer, batch, _prompted, prompt, canvas, cancel);
        if (_unprompted is not null) Read(transformer, batch, _unprompted, Prompt.Encode(Prompt.Anything, options.Style), canvas, cancel);
        batch.Clear();
        Add(batch, Vocabulary.Art, canvas.Cell);
        transformer.Forward(batch);
    }

    /// <summary>Adds a drawn token to a step.</summary>
    public void Add(TokenBatch batch, int token, in Cell next)
    {
        batch.Add(token, next, _prompted);
        if (_unprompted is not null) batch.Add(token, next, _unprompted);
    }

    /// <summary>(128) What follows the token that was the given one of a step, counted in drawings from 0; may be overwritten, asked for once.</summary>
    public Span<float> Logits(TokenBatch batch, int index)
    {
        var logits = batch.Logits(index * Width);
        if (_unprompted is null) return logits;
        var anything = batch.Logits((index * Width) + 1);
        for (var i = 0; i < logits.Length; i++) logits[i] = MathF.FusedMultiplyAdd(_guidance, logits[i] - anything[i], anything[i]);
        return logits;
    }

    /// <summary>Becomes like another of the same request.</summary>
    public void CopyFrom(DrawingContext other)
    {
        _guidance = other._guidance;
        _prompted.CopyFrom(other._prompted);
        _unprompted?.CopyFrom(other._unprompted!);
    }

    /// <summary>Reads a prompt but for its last token, some tokens a step.</summary>
    private static void Read(Transformer transformer, TokenBatch batch, KvCache cache, byte[] prompt, Canvas canvas, CancellationToken cancel)
    {
        cache.Reset();
        for (var start = 0; start < prompt.Length - 1; start += PromptChunk)
        {
            cancel.ThrowIfCancellationRequested();
            batch.Clear();
            for (var i = start; i < Math.Min(start + PromptChunk, prompt.Length - 1); i++) batch.Add(prompt[i], Cell.InPrompt(i, canvas.Width, canvas.Height), cache, wantsLogits: false);
            transformer.Forward(batch);
        }
    }
}
