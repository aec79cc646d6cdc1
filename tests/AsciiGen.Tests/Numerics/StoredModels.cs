// Small random models in every precision, as their files hold them: norms of whole numbers stay float32, and a model of int4
// has its tables in int8.

using AsciiGen.Model;

namespace AsciiGen.Tests;

internal static class StoredModels
{
    public static Weights Weights(ModelConfig config, ulong seed, float scale, Precision precision)
    {
        var values = ModelInitializer.Random(config, seed, scale);
        return Model.Weights.Create(config, spec => StoredTensors.Store(spec, values(spec).Span, Of(spec, precision)));
    }

    public static Transformer Random(ModelConfig config, ulong seed, float scale, Precision precision) => new(config, Weights(config, seed, scale, precision));

    private static Precision Of(TensorSpec spec, Precision precision) => spec switch
    {
        { Shape.Length: 1 } when !Precisions.IsFloat(precision) => Precision.Float32,
        { IsNormOrEmbedding: true } when precision == Precision.Int4 => Precision.Int8,
        _ => precision,
    };
}
