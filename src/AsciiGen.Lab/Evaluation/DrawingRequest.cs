// One drawing that an evaluation asks for.

using AsciiGen.Decoding;
using AsciiGen.Numerics;

namespace AsciiGen.Lab.Evaluation;

/// <summary>What is asked of the model.</summary>
/// <param name="Subject">The prompt.</param>
/// <param name="Style">The look.</param>
/// <param name="Size">The limits.</param>
/// <param name="Seed">Of the drawing; of its first candidate where there are several.</param>
internal sealed record DrawingRequest(string Subject, Style Style, CanvasSize Size, ulong Seed)
{
    /// <summary>A request whose seed depends on nothing but what is asked for, so that other words or sizes never change it.</summary>
    internal static DrawingRequest Of(string subject, Style style, CanvasSize size, ulong seed)
    {
        var hash = 14695981039346656037UL; // FNV-1a, 64 bits
        foreach (var character in $"{subject}/{style}/{size}") hash = (hash ^ character) * 1099511628211UL;
        return new DrawingRequest(subject, style, size, SplitMix64.For(seed, (long)hash).Next() >> 16);
    }

    internal GenerateOptions ToOptions(int candidates) => new()
    {
        Prompt = Subject,
        Style = Style,
        Width = Size.Width,
        Height = Size.Height,
        Candidates = candidates,
        Sampling = new SamplingOptions { Seed = Seed },
    };
}
