// What a drawing's next token depends on: what the model has read so far, under its prompt and, where the request is guided,
// under the prompt that any drawing answers as well. Guided, a step reads two tokens and mixes two predictions.

using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Decoding;

/// <summary>One or two caches that grow together.</summary>
internal sealed class DrawingContext
{
    /// <summary>Tokens of prompts and given rows that are read in one step.</summary>
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

    /// <summary>Forgets everything and reads a request's prompts and given rows; what follows them is then <see cref="LastLogits"/>.</summary>
    public void Read(Transformer transformer, TokenBatch batch, DrawRequest request, CancellationToken cancel)
    {
        _guidance = request.Guidance;
        batch.Clear();
        var canvas = request.CreateCanvas();
        foreach (var (cache, prompt) in ((KvCache?, byte[])[])[(_prompted, request.Prompt), (_unprompted, request.Unprompted)])
        {
            cache?.Reset();
            for (var i = 0; i < prompt.Length - 1; i++)
            {
                ReadIfFull(1);
                batch.Add(prompt[i], Cell.InPrompt(i, canvas.Width, canvas.Height), cache!, wantsLogits: false);
            }
        }

        // From the end of the prompts on both read the same, and the last tokens go together: their predictions are mixed.
        var token = Vocabulary.Art;
        foreach (var next in request.Start)
        {
            ReadIfFull(TokensPerStep);
            Add(batch, token, canvas.Cell, wantsLogits: false);
            canvas.Append(next);
            token = next;
        }

        ReadIfFull(TokensPerStep);
        Add(batch, token, canvas.Cell);
        transformer.Forward(batch);

        void ReadIfFull(int wanted)
        {
            if (batch.Count + wanted <= PromptChunk) return;
            cancel.ThrowIfCancellationRequested();
            transformer.Forward(batch);
            batch.Clear();
        }
    }

    /// <summary>Adds a drawn token to a step.</summary>
    public void Add(TokenBatch batch, int token, in Cell next, bool wantsLogits = true)
    {
        batch.Add(token, next, _prompted, wantsLogits);
        if (_unprompted is not null) batch.Add(token, next, _unprompted, wantsLogits);
    }

    /// <summary>(128) What follows the token that was the given one of a step, counted in drawings from 0; may be overwritten, asked for once.</summary>
    public Span<float> Logits(TokenBatch batch, int index) => Mix(batch, index * TokensPerStep);

    /// <summary>(128) What follows what was just read.</summary>
    public Span<float> LastLogits(TokenBatch batch) => Mix(batch, batch.Count - TokensPerStep);

    /// <summary>Becomes like another of the same request.</summary>
    public void CopyFrom(DrawingContext other)
    {
        _guidance = other._guidance;
        _prompted.CopyFrom(other._prompted);
        _unprompted?.CopyFrom(other._unprompted!);
    }

    private Span<float> Mix(TokenBatch batch, int first)
    {
        var logits = batch.Logits(first);
        if (_unprompted is null) return logits;
        var anything = batch.Logits(first + 1);
        for (var i = 0; i < logits.Length; i++) logits[i] = MathF.FusedMultiplyAdd(_guidance, logits[i] - anything[i], anything[i]);
        return logits;
    }
}
