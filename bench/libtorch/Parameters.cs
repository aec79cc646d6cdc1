// All weights in one flat tensor and all gradients in another, the parameters being views: clearing, clipping and AdamW are
// then a handful of passes over long vectors, which is what torch's fused optimisers are for and TorchSharp has none of.

using TorchSharp;
using static TorchSharp.torch;

namespace AsciiGen.Peers.LibTorch;

internal sealed class Parameters
{
    private const double Beta1 = 0.9, Beta2 = 0.99, Epsilon = 1e-8, Decay = 0.1, ClipNorm = 1;
    private readonly List<(long[] Shape, Action<Tensor> Set, double Spread)> _wanted = [];
    private Tensor _values = null!, _gradients = null!, _first = null!, _second = null!, _decayed = null!, _scratch = null!;
    private long _decayedCount;
    private int _step;

    internal long Count { get; private set; }

    /// <summary>Asks for a parameter; a spread of 0 makes it all ones. Those that decay come first.</summary>
    internal void Add(Action<Tensor> set, double spread, bool decays, params long[] shape)
    {
        var size = shape.Aggregate(1L, (product, next) => product * next);
        if (decays && Count > _decayedCount) throw new InvalidOperationException("parameters that decay come first");
        Count += size;
        if (decays) _decayedCount = Count;
        _wanted.Add((shape, set, spread));
    }

    /// <summary>Makes them all.</summary>
    internal void Create()
    {
        (_values, _gradients, _first, _second, _scratch) = (zeros(Count), zeros(Count), zeros(Count), zeros(Count), zeros(Count));
        _decayed = _values.narrow(0, 0, _decayedCount);
        var start = 0L;
        foreach (var (shape, set, spread) in _wanted)
        {
            var size = shape.Aggregate(1L, (product, next) => product * next);
            var parameter = _values.narrow(0, start, size).view(shape).detach();
            if (spread == 0) parameter.fill_(1);
            else parameter.normal_(0, spread);
            parameter.requires_grad_(true);
            parameter.grad = _gradients.narrow(0, start, size).view(shape);
            set(parameter);
            start += size;
        }
    }

    internal void ClearGradients() => _gradients.zero_();

    /// <summary>Clips by the norm of all, then AdamW.</summary>
    internal void Update(double rate)
    {
        using var quiet = no_grad();
        _step++;
        var norm = _gradients.norm().ToDouble();
        if (norm > ClipNorm) _gradients.mul_(ClipNorm / norm);
        _first.lerp_(_gradients, 1 - Beta1);
        _second.mul_(Beta2).addcmul_(_gradients, _gradients, 1 - Beta2);
        _scratch.copy_(_second);
        _scratch.sqrt_().mul_(1 / Math.Sqrt(1 - Math.Pow(Beta2, _step))).add_(Epsilon);
        _decayed.mul_(1 - (rate * Decay));
        _values.addcdiv_(_first, _scratch, -rate / (1 - Math.Pow(Beta1, _step)));
    }
}
