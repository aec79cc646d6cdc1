// Adam with decoupled weight decay (Loshchilov & Hutter 2019); norms and embeddings are not decayed. The gradient is
// clipped by its global norm on the way in, so it is read only once more. Another optimiser may take some of the tensors.

using System.Runtime.Intrinsics;
using AsciiGen.Model;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Optimisation;

/// <summary>The optimiser and its two moments per parameter.</summary>
internal sealed unsafe class AdamW : IOptimiser
{
    private const string FirstPrefix = "adam.first.", SecondPrefix = "adam.second.";

    private readonly ParameterSet _parameters;
    private readonly WorkerPool _pool;
    private readonly AdamWOptions _options;
    private readonly Tensor _first; // (parameters), as in ParameterSet
    private readonly Tensor _second; // (parameters)
    private readonly GradientNorm _norm;
    private readonly TensorSpec[] _tensors; // that it updates

    /// <summary>Starts with zero moments.</summary>
    /// <param name="parameters">Weights and gradients.</param>
    /// <param name="pool">Threads.</param>
    /// <param name="options">Constants.</param>
    /// <param name="takes">Which tensors it updates; all by default.</param>
    public AdamW(ParameterSet parameters, WorkerPool pool, AdamWOptions options, Func<TensorSpec, bool>? takes = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        (_parameters, _pool, _options) = (parameters, pool, options);
        _tensors = [.. parameters.Specs.Where(takes ?? (_ => true))];
        _norm = new GradientNorm(parameters, pool);
        _first = new Tensor(1, (int)parameters.Count);
        _second = new Tensor(1, (int)parameters.Count);
    }

    /// <inheritdoc />
    public IReadOnlyList<TensorSpec> States =>
        [.. _tensors.SelectMany(spec => new[] { spec with { Name = FirstPrefix + spec.Name }, spec with { Name = SecondPrefix + spec.Name } })];

    /// <inheritdoc />
    public Span<float> StateOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Slice(name.StartsWith(FirstPrefix, StringComparison.Ordinal) ? _first : _second, TensorOf(name));
    }

    /// <summary>The tensor that a state belongs to.</summary>
    internal static string TensorOf(string state) => state[(state.StartsWith(FirstPrefix, StringComparison.Ordinal) ? FirstPrefix : SecondPrefix).Length..];

    /// <inheritdoc />
    public double Update(int number, double learningRate)
    {
        var norm = _norm.Measure();
        Update(number, learningRate, GradientNorm.Clip(norm, _options.ClipNorm));
        return norm;
    }

    /// <summary>One update of its tensors from gradients times a factor.</summary>
    internal void Update(int number, double learningRate, float clip)
    {
        var rate = (float)(learningRate / (1 - Math.Pow(_options.Beta1, number)));
        var secondScale = (float)(1 / (1 - Math.Pow(_options.Beta2, number)));
        foreach (var spec in _tensors)
        {
            var factor = spec.Name == TensorCatalog.PromptTable ? (float)_options.PromptRate : 1f;
            var keep = spec.IsNormOrEmbedding ? 1f : (float)(1 - (learningRate * _options.WeightDecay));
            var length = spec.ElementCount;
            _pool.Run(Elementwise.ChunksFor(length), new UpdateWork(this, _parameters.OffsetOf(spec.Name), length, clip, rate * factor, secondScale, keep));
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private readonly struct UpdateWork(AdamW owner, long offset, long length, float clip, float rate, float secondScale, float keep) : IWork
    {
        public void Process(int worker, int item)
        {
            var (start, count) = Elementwise.RangeOf(item, length);
            start += offset;
            float* weights = owner._parameters.Values + start, gradients = owner._parameters.Gradients + start;
            float* first = owner._first.Data + start, second = owner._second.Data + start;
            float beta1 = (float)owner._options.Beta1, beta2 = (float)owner._options.Beta2;
            var epsilon = Vector512.Create((float)owner._options.Epsilon);
            for (long i = 0; i < count; i += 16)
            {
                var gradient = Vector512.Load(gradients + i) * clip;
                var m = Vector512.FusedMultiplyAdd(Vector512.Load(first + i), Vector512.Create(beta1), gradient * (1 - beta1));
                var v = Vector512.FusedMultiplyAdd(Vector512.Load(second + i), Vector512.Create(beta2), gradient * gradient * (1 - beta2));
                m.Store(first + i);
                v.Store(second + i);
                var update = m * rate / (Vector512.Sqrt(v * secondScale) + epsilon);
                ((Vector512.Load(weights + i) * keep) - update).Store(weights + i);
            }
        }
    }

    private Span<float> Slice(Tensor block, string tensor) => new(block.Data + _parameters.OffsetOf(tensor), _parameters.ValuesOf(tensor).Length);
}
