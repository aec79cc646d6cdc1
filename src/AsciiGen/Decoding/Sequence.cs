// One drawing while it is made: its canvas and its random numbers. Takes logits, one step after the other, until it is over.
// Does not know the transformer, nor which other drawings are made beside it.

using AsciiGen.Numerics;
using AsciiGen.Tokens;

namespace AsciiGen.Decoding;

/// <summary>A drawing in progress.</summary>
internal sealed class Sequence
{
    private readonly AllowedTokens _allowed;
    private readonly Sampler _sampler;
    private readonly int _mostTokens;

    /// <summary>An empty drawing.</summary>
    /// <param name="options">The request, its limits within the model's canvas.</param>
    /// <param name="seed">Seed of this drawing.</param>
    /// <param name="mostTokens">What the context has room for after the prompt.</param>
    public Sequence(GenerateOptions options, ulong seed, int mostTokens)
    {
        Canvas = new Canvas(options.Width, options.Height, options.MaxCharacters);
        _allowed = new AllowedTokens(options.Characters);
        _sampler = new Sampler(options.Sampling with { Seed = seed });
        (Seed, _mostTokens) = (seed, mostTokens);
    }

    public Canvas Canvas { get; }

    public ulong Seed { get; }

    /// <summary>The token drawn last; before any, the end of the prompt.</summary>
    public int Token { get; private set; } = Vocabulary.Art;

    /// <summary>Tokens drawn.</summary>
    public int TokenCount { get; private set; }

    /// <summary>Sum of the drawn tokens' log probabilities, at temperature 1, over those allowed; only counted when asked for.</summary>
    public double LogLikelihood { get; private set; }

    /// <summary>True when the drawing ended or the context is full.</summary>
    public bool IsOver => Canvas.IsComplete || TokenCount == _mostTokens;

    /// <summary>Draws the next token.</summary>
    /// <param name="logits">(128), overwritten</param>
    /// <param name="countsLikelihood">Whether to keep <see cref="LogLikelihood"/>.</param>
    public void Take(Span<float> logits, bool countsLikelihood)
    {
        _allowed.Mask(Canvas, logits);
        Token = _sampler.Next(logits);
        if (countsLikelihood) LogLikelihood += Elementary.LogSoftmax(logits, Token);
        Canvas.Append(Token);
        TokenCount++;
    }
}
