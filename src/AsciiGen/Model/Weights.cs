// All weights of a model as float32 in one aligned block, found by name. Immutable once made, so one set serves any
// number of drawings at a time. Does not know files; ModelFiles reads and writes them.

using AsciiGen.Numerics;

namespace AsciiGen.Model;

/// <summary>The tensors of a model.</summary>
public sealed class Weights
{
    private readonly AlignedBuffer _buffer;
    private readonly Dictionary<string, (TensorSpec Spec, int Start)> _tensors;

    private Weights(AlignedBuffer buffer, Dictionary<string, (TensorSpec Spec, int Start)> tensors) => (_buffer, _tensors) = (buffer, tensors);

    /// <summary>Copies every tensor of a model of this shape.</summary>
    /// <param name="config">The shape; must be valid.</param>
    /// <param name="values">Gives the elements of a tensor, row-major; asked once for each, in file order.</param>
    /// <exception cref="ArgumentException">The config is not valid, or a tensor has another number of elements than its shape.</exception>
    /// <exception cref="AsciiGenException">The model is too large for this program.</exception>
    public static Weights Create(ModelConfig config, Func<TensorSpec, ReadOnlyMemory<float>> values)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(values);
        config.Validate();
        var specs = TensorCatalog.Of(config);
        var length = specs.Sum(spec => AlignedBuffer.RoundUp(spec.ElementCount));
        if (length > AlignedBuffer.MaxLength) throw new AsciiGenException($"the model has {config.ParameterCount} parameters, the most is {AlignedBuffer.MaxLength}");
        var buffer = new AlignedBuffer(length);
        var tensors = new Dictionary<string, (TensorSpec, int)>(StringComparer.Ordinal);
        var start = 0;
        foreach (var spec in specs)
        {
            var source = values(spec).Span;
            if (source.Length != spec.ElementCount) throw new ArgumentException($"tensor '{spec.Name}' has {source.Length} elements, expected {spec.ElementCount}", nameof(values));
            source.CopyTo(buffer.Slice(start, source.Length));
            tensors.Add(spec.Name, (spec, start));
            start += (int)AlignedBuffer.RoundUp(source.Length);
        }

        return new Weights(buffer, tensors);
    }

    /// <summary>The elements of a tensor, row-major.</summary>
    /// <exception cref="KeyNotFoundException">The model has no tensor of that name.</exception>
    public ReadOnlySpan<float> Values(string tensor)
    {
        var (spec, start) = _tensors[tensor];
        return _buffer.Slice(start, (int)spec.ElementCount);
    }

    /// <summary>A tensor as a matrix; a vector is one row. Not copied.</summary>
    /// <exception cref="KeyNotFoundException">The model has no tensor of that name.</exception>
    public Matrix Matrix(string tensor)
    {
        var (spec, start) = _tensors[tensor];
        return new Matrix(_buffer, start, spec.Shape.Length == 1 ? 1 : spec.Shape[0], spec.Shape[^1]);
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
