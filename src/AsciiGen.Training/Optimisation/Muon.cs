// Muon (Jordan et al. 2024) for the matrices inside the blocks: the momentum is replaced by the orthogonal matrix next to it,
// found by a Newton-Schulz iteration, so that every direction is learnt at the same rate. AdamW takes all other tensors.
// Its update is scaled to the size of AdamW's (Liu et al. 2025), so both share the learning rate and weight decay.

using System.Runtime.Intrinsics;
using AsciiGen.Model;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Optimisation;

/// <summary>Muon for hidden matrices, AdamW for the rest.</summary>
internal sealed unsafe class Muon : IOptimiser
{
    private const string Prefix = "muon.momentum.";
    private const float Momentum = 0.95f, Scale = 0.2f;
    private const float First = 3.4445f, Third = -4.7750f, Fifth = 2.0315f; // of the odd polynomial that is iterated
    private const int Iterations = 5;

    private readonly ParameterSet _parameters;
    private readonly WorkerPool _pool;
    private readonly AdamWOptions _options;
    private readonly AdamW _rest;
    private readonly GradientNorm _norm;
    private readonly TensorSpec[] _matrices;
    private readonly Tensor _momentum; // (parameters), as in ParameterSet; only matrices are used
    private readonly Tensor[] _scratch; // per worker

    /// <summary>Starts with zero momentum.</summary>
    public Muon(ParameterSet parameters, WorkerPool pool, AdamWOptions options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(pool);
        (_parameters, _pool, _options) = (parameters, pool, options);
        _rest = new AdamW(parameters, pool, options, spec => !IsHidden(spec));
        _norm = new GradientNorm(parameters, pool);
        // The largest first, so that no thread is left with it at the end.
        _matrices = [.. parameters.Specs.Where(IsHidden).OrderByDescending(spec => spec.ElementCount)];
        _momentum = new Tensor(1, (int)parameters.Count);
        var length = _matrices.Max(spec => (2 * spec.ElementCount) + (2L * spec.Shape.Min() * spec.Shape.Min()) + (Tile.Columns * spec.Shape.Max()));
        _scratch = [.. Enumerable.Range(0, pool.ThreadCount).Select(_ => new Tensor(1, (int)length))];
    }

    /// <inheritdoc />
    public IReadOnlyList<TensorSpec> States
    {
        get
        {
            var others = _rest.States.ToLookup(state => AdamW.TensorOf(state.Name));
            return [.. _parameters.Specs.SelectMany(spec => IsHidden(spec) ? [spec with { Name = Prefix + spec.Name }] : others[spec.Name])];
        }
    }

    /// <inheritdoc />
    public Span<float> StateOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!name.StartsWith(Prefix, StringComparison.Ordinal)) return _rest.StateOf(name);
        var tensor = name[Prefix.Length..];
        return new Span<float>(_momentum.Data + _parameters.OffsetOf(tensor), _parameters.ValuesOf(tensor).Length);
    }

    /// <inheritdoc />
    public double Update(int number, double learningRate)
    {
        var norm = _norm.Measure();
        var clip = GradientNorm.Clip(norm, _options.ClipNorm);
        _rest.Update(number, learningRate, clip);
        _pool.Run(_matrices.Length, new MatrixWork(this, (float)learningRate, (float)(1 - (learningRate * _options.WeightDecay)), clip));
        return norm;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _rest.Dispose();
        _momentum.Dispose();
        foreach (var scratch in _scratch) scratch.Dispose();
    }

    private static bool IsHidden(TensorSpec spec) => spec.Shape.Length == 2 && !spec.IsNormOrEmbedding;

    /// <summary>x (rows, columns), rows at most columns, to the orthogonal matrix next to it, about. other: as large; square: (2, rows, rows).</summary>
    private static void Orthogonalise(float* x, float* other, float* square, float* panel, int rows, int columns)
    {
        long length = (long)rows * columns, squareLength = (long)rows * rows;
        var squared = square + squareLength;
        Elementwise.Scale(x, 1f / ((float)Math.Sqrt(Elementwise.SumOfSquares(x, length)) + 1e-7f), length);
        for (var i = 0; i < Iterations; i++)
        {
            Product.Whole(x, x, true, square, rows, rows, columns, panel);
            Product.Whole(square, square, false, squared, rows, rows, rows, panel);
            Elementwise.Combine(square, Third, squared, Fifth, squareLength);
            Product.Whole(square, x, false, other, rows, columns, rows, panel);
            Elementwise.Combine(x, First, other, 1f, length);
        }
    }

    private readonly struct MatrixWork(Muon owner, float rate, float keep, float clip) : IWork
    {
        public void Process(int worker, int item)
        {
            var spec = owner._matrices[item];
            var place = owner._parameters.Of(spec.Name);
            int rows = spec.Shape[0], columns = spec.Shape[1], shorter = Math.Min(rows, columns);
            var length = spec.ElementCount;
            float* momentum = owner._momentum.Data + owner._parameters.OffsetOf(spec.Name), direction = owner._scratch[worker].Data;
            float* other = direction + length, square = other + length, panel = square + (2L * shorter * shorter);
            for (long i = 0; i < length; i += 16)
            {
                // Nesterov: the gradient and, once more, the momentum that it has just been added to.
                var gradient = Vector512.Load(place.Gradient + i) * clip;
                var sum = Vector512.FusedMultiplyAdd(Vector512.Load(momentum + i), Vector512.Create(Momentum), gradient);
                sum.Store(momentum + i);
                Vector512.FusedMultiplyAdd(sum, Vector512.Create(Momentum), gradient).Store((rows > columns ? other : direction) + i);
            }

            if (rows > columns) Packing.Turn(other, rows, columns, direction);
            Orthogonalise(direction, other, square, panel, shorter, Math.Max(rows, columns));
            if (rows > columns) Packing.Turn(direction, columns, rows, other);
            Elementwise.Combine(place.Value, keep, rows > columns ? other : direction, -rate * Scale * MathF.Sqrt(Math.Max(rows, columns)), length);
        }
    }
}
