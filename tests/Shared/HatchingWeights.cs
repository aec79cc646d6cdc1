// A model that draws on and on: # wherever it may at temperature 0, and the end only where nothing else is allowed.

using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Testing;

internal static class HatchingWeights
{
    /// <summary>The values of each tensor.</summary>
    public static Func<TensorSpec, ReadOnlyMemory<float>> Of(ModelConfig config) => tensor =>
    {
        var values = new float[tensor.ElementCount];
        if (tensor.Shape.Length == 1) Array.Fill(values, 1f);
        if (tensor.Name != "embedding.token.weight") return values;
        for (var token = 0; token < Vocabulary.Size; token++) values[token * config.EmbeddingSize] = token switch { Vocabulary.End => -1, '#' => 2, _ => 1 };
        return values;
    };
}
