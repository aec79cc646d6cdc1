// The weights a model starts from. Each tensor has random numbers of its own, from the seed and its place in the
// file, so the order they are asked for in does not matter. Does not know training.

using AsciiGen.Numerics;

namespace AsciiGen.Model;

/// <summary>Fresh weights, the same from a seed everywhere.</summary>
internal static class ModelInitializer
{
    private const float EmbeddingDeviation = 0.02f;
    private const float LinearGain = 0.5f;

    /// <summary>
    /// Weights to train from: embeddings with deviation 0.02; query, key, value and up with 0.5 / sqrt(inputs);
    /// gains 1; attention output and down 0, so that every block starts as the identity.
    /// </summary>
    /// <exception cref="ArgumentException">The config is not valid.</exception>
    public static Func<TensorSpec, ReadOnlyMemory<float>> Fresh(ModelConfig config, ulong seed) => Each(config, seed, (spec, random, values) =>
    {
        if (spec.Shape.Length == 1)
        {
            values.AsSpan().Fill(1f);
        }
        else if (!spec.Name.EndsWith(".output.weight", StringComparison.Ordinal) && !spec.Name.EndsWith(".down.weight", StringComparison.Ordinal))
        {
            var deviation = spec.IsNormOrEmbedding ? EmbeddingDeviation : LinearGain / MathF.Sqrt(spec.Shape[1]);
            for (var i = 0; i < values.Length; i++) values[i] = deviation * random.NextBell();
        }
    });

    /// <summary>Weights for tests: nothing is zero on purpose, gains are 1 plus a random number.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="seed">Any value.</param>
    /// <param name="scale">Deviation of every random number.</param>
    /// <exception cref="ArgumentException">The config is not valid.</exception>
    public static Func<TensorSpec, ReadOnlyMemory<float>> Random(ModelConfig config, ulong seed, float scale) => Each(config, seed, (spec, random, values) =>
    {
        var mean = spec.Shape.Length == 1 ? 1f : 0f;
        for (var i = 0; i < values.Length; i++) values[i] = mean + (scale * random.NextBell());
    });

    private static Func<TensorSpec, ReadOnlyMemory<float>> Each(ModelConfig config, ulong seed, Action<TensorSpec, Xoshiro256, float[]> fill)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        var places = TensorCatalog.Of(config).Select((spec, place) => (spec.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place);
        return spec =>
        {
            var values = new float[spec.ElementCount];
            fill(spec, new Xoshiro256(seed + (0xD1342543DE82EF95 * (ulong)(places[spec.Name] + 1))), values);
            return values;
        };
    }
}
