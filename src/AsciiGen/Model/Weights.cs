// All weights of a model in the form its file stores them, found by name. Immutable once made, so one set serves any
// number of drawings at a time. Does not know files; ModelFiles reads and writes them.

using System.Runtime.InteropServices;

namespace AsciiGen.Model;

/// <summary>The tensors of a model.</summary>
internal sealed class Weights
{
    private readonly Dictionary<string, WeightTensor> _tensors;

    private Weights(Dictionary<string, WeightTensor> tensors, Precision precision) => (_tensors, Precision) = (tensors, precision);

    /// <summary>What the linear maps of the blocks are stored in; tables and norms may be finer.</summary>
    public Precision Precision { get; }

    /// <summary>Copies every tensor of a model of this shape.</summary>
    /// <param name="config">The shape; must be valid.</param>
    /// <param name="values">Gives the elements of a tensor, row-major; asked once for each, in file order.</param>
    /// <exception cref="ArgumentException">The config is not valid, or a tensor has another number of elements than its shape.</exception>
    public static Weights Create(ModelConfig config, Func<TensorSpec, ReadOnlyMemory<float>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Create(config, spec => WeightTensor.FromFloats(spec, values(spec)));
    }

    /// <summary>Collects the tensors of a model of this shape, which are not copied.</summary>
    /// <param name="config">The shape; must be valid.</param>
    /// <param name="tensors">Gives a tensor; asked once for each, in file order.</param>
    /// <exception cref="ArgumentException">The config is not valid, or a tensor has another shape.</exception>
    public static Weights Create(ModelConfig config, Func<TensorSpec, WeightTensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(tensors);
        config.Validate();
        var byName = new Dictionary<string, WeightTensor>(StringComparer.Ordinal);
        Precision? linear = null;
        foreach (var spec in TensorCatalog.Of(config))
        {
            var tensor = tensors(spec);
            if (!tensor.Spec.Shape.AsSpan().SequenceEqual(spec.Shape)) throw new ArgumentException($"tensor '{spec.Name}' has another shape than the config calls for", nameof(tensors));
            byName.Add(spec.Name, tensor);
            if (!spec.IsNormOrEmbedding) linear ??= tensor.Precision;
        }

        return new Weights(byName, linear ?? Precision.Float32);
    }

    /// <summary>A tensor as it is stored.</summary>
    /// <exception cref="KeyNotFoundException">The model has no tensor of that name.</exception>
    public WeightTensor Tensor(string tensor) => _tensors[tensor];

    /// <summary>The elements of a tensor as float32, row-major; a copy unless they are stored so.</summary>
    /// <exception cref="KeyNotFoundException">The model has no tensor of that name.</exception>
    public ReadOnlySpan<float> Values(string tensor)
    {
        var stored = _tensors[tensor];
        return stored.Precision == Precision.Float32 ? MemoryMarshal.Cast<byte, float>(stored.Bytes.Span) : stored.ToFloats();
    }

    /// <summary>Checks that these are the weights of a model of this shape.</summary>
    /// <exception cref="ArgumentException">They are not; the message names the first tensor that differs.</exception>
    internal void RequireShape(ModelConfig config)
    {
        foreach (var spec in TensorCatalog.Of(config))
        {
            if (!_tensors.TryGetValue(spec.Name, out var found) || !found.Spec.Shape.AsSpan().SequenceEqual(spec.Shape))
            {
                throw new ArgumentException($"the weights hold no tensor '{spec.Name}' of shape [{string.Join(", ", spec.Shape)}]");
            }
        }
    }
}
