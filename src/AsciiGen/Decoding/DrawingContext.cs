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
    /// <param name="isGuided">Whether it is for a guided request.</param>
    public DrawingContext(Transformer transformer, int capacity, bool isGuided)
    {
        _prompted = transformer.CreateCache(capacity);
        if (isGuided) _unprompted = transformer.CreateCache(capacity);
    }

    /// <summary>True when it is for guided requests, which have two predictions.</summary>
    public bool IsGuided => _unprompted is not null;

    /// <summary>Tokens that a drawing adds to a step's batch.</summary>
    public int TokensPerStep => IsGuided ? 2 : 1;

    /// <summary>Most positions.</summary>
    public int Capacity => _prompted.Capacity;

    /// <summary>Forgets everything and reads a request's prompt; what follows it is then <see cref="LastLogits"/>.</summary>
    public void Read(Transformer transformer, TokenBatch batch, DrawRequest request, Canvas canvas, CancellationToken cancel)
    {
        _guidance = request.Guidance;
        if (_unprompted is null)
        {
            Read(transformer, batch, _prompted, request.Prompt, canvas, cancel);
            return;
        }

        // The last tokens go together: their predictions are mixed.
        Read(transformer, batch, _prompted, request.Prompt.AsSpan(..^1), canvas, cancel);
        Read(transformer, batch, _unprompted, request.Unprompted.AsSpan(..^1), canvas, cancel);
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
        var logits = batch.Logits(index * TokensPerStep);
        if (_unprompted is null) return logits;
        var anything = batch.Logits((index * TokensPerStep) + 1);
        for (var i = 0; i < logits.Length; i++) logits[i] = MathF.FusedMultiplyAdd(_guidance, logits[i] - anything[i], anything[i]);
        return logits;
    }

    /// <summary>(128) What follows the last drawing's token of a step, or the prompt that was just read.</summary>
    public Span<float> LastLogits(TokenBatch batch) => Logits(batch, (batch.Count / TokensPerStep) - 1);

    /// <summary>Becomes like another of the same request.</summary>
    public void CopyFrom(DrawingContext other)
    {
        _guidance = other._guidance;
        _prompted.CopyFrom(other._prompted);
        _unprompted?.CopyFrom(other._unprompted!);
    }

    /// <summary>Reads tokens of a prompt, some a step; the batch then holds what follows, if the prompt's end is among them.</summary>
    private static void Read(Transformer transformer, TokenBatch batch, KvCache cache, ReadOnlySpan<byte> tokens, Canvas canvas, CancellationToken cancel)
    {
        cache.Reset();
        for (var start = 0; start < tokens.Length; start += PromptChunk)
        {
            cancel.ThrowIfCancellationRequested();
            batch.Clear();
            for (var i = start; i < Math.Min(start + PromptChunk, tokens.Length); i++)
            {
                var isLast = tokens[i] == Vocabulary.Art;
                batch.Add(tokens[i], isLast ? canvas.Cell : Cell.InPrompt(i, canvas.Width, canvas.Height), cache, wantsLogits: isLast);
            }

            transformer.Forward(batch);
        }
    }
}
