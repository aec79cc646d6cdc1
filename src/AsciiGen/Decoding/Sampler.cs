// Chooses the next token: docs/FORMAT.md section 7 step by step, in float32 and in one order, so that a seed gives
// the same choice everywhere. Does not know canvases: what must not be chosen has a logit of minus infinity.

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AsciiGen.Model;
using AsciiGen.Numerics;
using AsciiGen.Tokens;

namespace AsciiGen.Decoding;

/// <summary>Draws tokens from logits with a seeded generator; one per drawing.</summary>
internal sealed class Sampler
{
    private readonly SamplingOptions _options;
    private readonly float _temperature;
    private readonly Xoshiro256 _random;
    private readonly int[] _tokens = new int[Vocabulary.Size]; // candidates, likeliest first
    private readonly float[] _values = new float[Vocabulary.Size]; // their logits, then probabilities

    /// <summary>A sampler at the start of its random numbers.</summary>
    /// <param name="options">Without a temperature it is <see cref="ModelConfig.UsualTemperature"/>: no model is asked.</param>
    /// <exception cref="AsciiGenException">An option is out of range.</exception>
    public Sampler(SamplingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _temperature = options.Temperature ?? ModelConfig.UsualTemperature;
        _random = new Xoshiro256(options.Seed);
    }

    /// <summary>Chooses a token.</summary>
    /// <param name="logits">(128); minus infinity and not-a-number are never chosen, infinity counts as the largest number.</param>
    /// <exception cref="InvalidOperationException">There is nothing to choose from.</exception>
    public int Next(ReadOnlySpan<float> logits)
    {
        if (logits.Length != Vocabulary.Size) throw new ArgumentException($"logits has {logits.Length} places, expected {Vocabulary.Size}", nameof(logits));
        var count = Sort(logits);
        if (count == 0) throw new InvalidOperationException("no token is allowed");
        if (_temperature == 0) return _tokens[0];
        ToProbabilities(count);
        count = Truncate(count);
        var total = 0f;
        for (var i = 0; i < count; i++) total += _values[i];
        var target = _random.NextSingle() * total;
        var sum = 0f;
        for (var i = 0; i < count; i++)
        {
            sum += _values[i];
            if (sum > target) return _tokens[i];
        }

        return _tokens[count - 1];
    }

    /// <summary>Candidates by falling logit, by rising token where equal; returns how many.</summary>
    private int Sort(ReadOnlySpan<float> logits)
    {
        var count = 0;
        for (var token = 0; token < logits.Length; token++)
        {
            var logit = Math.Min(logits[token], float.MaxValue);
            if (float.IsNaN(logit) || float.IsNegativeInfinity(logit)) continue;
            var place = count++;
            for (; place > 0 && _values[place - 1] < logit; place--) (_values[place], _tokens[place]) = (_values[place - 1], _tokens[place - 1]);
            (_values[place], _tokens[place]) = (logit, token);
        }

        return count;
    }

    private void ToProbabilities(int count)
    {
        // The likeliest is subtracted before the division: a small temperature must not overflow.
        var most = _values[0];
        for (var i = 0; i < count; i++) _values[i] = (_values[i] - most) / _temperature;
        ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
        for (var i = 0; i < _values.Length; i += Vector512<float>.Count) Elementary.Exp(Vector512.LoadUnsafe(ref values, (nuint)i)).StoreUnsafe(ref values, (nuint)i);
        var sum = 0f;
        for (var i = 0; i < count; i++) sum += _values[i];
        for (var i = 0; i < count; i++) _values[i] /= sum;
    }

    /// <summary>How many candidates top-k, top-p and min-p leave, at least 1.</summary>
    private int Truncate(int count)
    {
        if (_options.TopK > 0) count = Math.Min(count, _options.TopK);
        if (_options.TopP < 1)
        {
            var sum = 0f;
            var kept = 0;
            while (kept < count && sum < _options.TopP) sum += _values[kept++];
            count = kept;
        }

        var least = _options.MinP * _values[0];
        while (count > 1 && _values[count - 1] < least) count--;
        return count;
    }
}
