// One drawing while it is made: its canvas and its random numbers. Takes logits, one step after the other, until it is over.
// Does not know the transformer, nor which other drawings are made beside it.

using AsciiGen.Numerics;

namespace AsciiGen.Decoding;

/// <summary>A drawing in progress.</summary>
internal sealed class Sequence
{
    private readonly AllowedTokens _allowed;
    private readonly Sampler _sampler;
    private readonly int _mostTokens;

    /// <summary>A drawing of which nothing is there but the given rows.</summary>
    /// <param name="request">What it is asked for.</param>
    /// <param name="seed">Seed of this drawing.</param>
    public Sequence(DrawRequest request, ulong seed)
    {
        Canvas = request.CreateCanvas();
        foreach (var token in request.Start) Canvas.Append(token);
        _allowed = new AllowedTokens(request.Options.Characters);
        _sampler = new Sampler(request.Options.Sampling with { Seed = seed });
        (Seed, _mostTokens) = (seed, request.MostTokens);
    }

    public Canvas Canvas { get; }

    public ulong Seed { get; }

    /// <summary>The token drawn last.</summary>
    public int Token { get; private set; }

    /// <summary>Tokens drawn, those of given rows not counted.</summary>
    public int TokenCount { get; private set; }

    /// <summary>Sum of the drawn tokens' log probabilities, at temperature 1, over those allowed.</summary>
    public double LogLikelihood { get; private set; }

    /// <summary>True when the drawing ended or the context is full.</summary>
    public bool IsOver => Canvas.IsComplete || TokenCount == _mostTokens;

    /// <summary>Draws the next token.</summary>
    /// <param name="logits">(128), overwritten</param>
    public void Take(Span<float> logits)
    {
        _allowed.Mask(Canvas, logits);
        Token = _sampler.Next(logits);
        LogLikelihood += Elementary.LogSoftmax(logits, Token);
        Canvas.Append(Token);
        TokenCount++;
    }
}
