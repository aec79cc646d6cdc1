// All trainable numbers of a model in one block, in the order of the tensor catalogue, and their gradients in a
// second block of the same layout. Query, key and value weights lie side by side, so one product makes all three.

using AsciiGen.Model;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training;

/// <summary>Weights and gradients of a model.</summary>
internal sealed unsafe class ParameterSet : IDisposable
{
    private readonly Dictionary<string, (long Offset, TensorSpec Spec)> _byName = [];
    private readonly Tensor _values; // (parameters)
    private readonly Tensor _gradients; // (parameters)

    /// <summary>Takes initial values tensor by tensor.</summary>
    public ParameterSet(ModelConfig config, Func<TensorSpec, ReadOnlyMemory<float>> initial)
    {
        ArgumentNullException.ThrowIfNull(initial);
        Specs = TensorCatalog.Of(config);
        foreach (var spec in Specs)
        {
            _byName.Add(spec.Name, (Count, spec));
            Count += spec.ElementCount;
        }

        _values = new Tensor(1, checked((int)Count));
        _gradients = new Tensor(1, checked((int)Count));
        foreach (var spec in Specs) initial(spec).Span.CopyTo(ValuesOf(spec.Name));
    }

    /// <summary>Tensors in order.</summary>
    public IReadOnlyList<TensorSpec> Specs { get; }

    /// <summary>Number of parameters.</summary>
    public long Count { get; }

    /// <summary>First weight.</summary>
    public float* Values => _values.Data;

    /// <summary>First gradient.</summary>
    public float* Gradients => _gradients.Data;

    /// <summary>Place of a tensor's first element.</summary>
    public long OffsetOf(string name) => _byName[name].Offset;

    /// <summary>Place of a tensor and of its gradient.</summary>
    internal Parameter Of(string name) => new(Values + OffsetOf(name), Gradients + OffsetOf(name));

    /// <summary>Weights of a tensor.</summary>
    public Span<float> ValuesOf(string name) => Slice(_values, name);

    /// <summary>Gradient of a tensor.</summary>
    public Span<float> GradientOf(string name) => Slice(_gradients, name);

    /// <summary>Sets all gradients to zero.</summary>
    public void ClearGradients() => _gradients.Clear();

    /// <inheritdoc />
    public void Dispose()
    {
        _values.Dispose();
        _gradients.Dispose();
    }

    private Span<float> Slice(Tensor block, string name)
    {
        var (offset, spec) = _byName[name];
        return new Span<float>(block.Data + offset, (int)spec.ElementCount);
    }
}
