// Adam with decoupled weight decay (Loshchilov & Hutter 2019); norms and embeddings are not decayed. The gradient is
// clipped by its global norm on the way in, so it is read only once more.

using System.Runtime.Intrinsics;
using AsciiGen.Model;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Optimisation;

/// <summary>The optimiser and its two moments per parameter.</summary>
public sealed unsafe class AdamW : IOptimiser
{
    private const string FirstPrefix = "adam.first.", SecondPrefix = "adam.second.";

    private readonly ParameterSet _parameters;
    private readonly WorkerPool _pool;
    private readonly AdamWOptions _options;
    private readonly Tensor _first; // (parameters), as in ParameterSet
    private readonly Tensor _second; // (parameters)

    /// <summary>Starts with zero moments.</summary>
    public AdamW(ParameterSet parameters, WorkerPool pool, AdamWOptions options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (_parameters, _pool, _options) = (parameters, pool, options);
        _first = new Tensor(1, (int)parameters.Count);
        _second = new Tensor(1, (int)parameters.Count);
    }

    /// <inheritdoc />
    public IReadOnlyList<TensorSpec> States =>
        [.. _parameters.Specs.SelectMany(spec => new[] { spec with { Name = FirstPrefix + spec.Name }, spec with { Name = SecondPrefix + spec.Name } })];

    /// <inheritdoc />
    public Span<float> StateOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(FirstPrefix, StringComparison.Ordinal) ? Slice(_first, name[FirstPrefix.Length..]) : Slice(_second, name[SecondPrefix.Length..]);
    }

    /// <inheritdoc />
    public double Update(int number, double learningRate)
    {
        var norm = Math.Sqrt(Elementwise.SumOfSquares(_pool, _parameters.Gradients, _parameters.Count));
        var clip = _options.ClipNorm > 0 && norm > _options.ClipNorm ? (float)(_options.ClipNorm / norm) : 1f;
        var rate = (float)(learningRate / (1 - Math.Pow(_options.Beta1, number)));
        var secondScale = (float)(1 / (1 - Math.Pow(_options.Beta2, number)));
        foreach (var spec in _parameters.Specs)
        {
            var factor = spec.Name == TensorCatalog.PromptTable ? (float)_options.PromptRate : 1f;
            var keep = spec.IsNormOrEmbedding ? 1f : (float)(1 - (learningRate * _options.WeightDecay));
            UpdateTensor(_parameters.OffsetOf(spec.Name), spec.ElementCount, clip, rate * factor, secondScale, keep);
        }

        return norm;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private void UpdateTensor(long offset, long length, float clip, float rate, float secondScale, float keep)
    {
        float* weights = _parameters.Values + offset, gradients = _parameters.Gradients + offset, first = _first.Data + offset, second = _second.Data + offset;
        float beta1 = (float)_options.Beta1, beta2 = (float)_options.Beta2, epsilon = (float)_options.Epsilon;
        Elementwise.InChunks(_pool, length, (start, count) =>
        {
            for (var i = start; i < start + count; i += 16)
            {
                var gradient = Vector512.Load(gradients + i) * clip;
                var m = Vector512.FusedMultiplyAdd(Vector512.Load(first + i), Vector512.Create(beta1), gradient * (1 - beta1));
                var v = Vector512.FusedMultiplyAdd(Vector512.Load(second + i), Vector512.Create(beta2), gradient * gradient * (1 - beta2));
                m.Store(first + i);
                v.Store(second + i);
                var update = m * rate / (Vector512.Sqrt(v * secondScale) + Vector512.Create(epsilon));
                ((Vector512.Load(weights + i) * keep) - update).Store(weights + i);
            }
        });
    }

    private Span<float> Slice(Tensor block, string tensor) => new(block.Data + _parameters.OffsetOf(tensor), _parameters.ValuesOf(tensor).Length);
}
