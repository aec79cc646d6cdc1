// SplitMix64 (Steele, Lea & Flood 2014): a generator whose whole state is one counter. It seeds Xoshiro256, and the
// stream of a training step is made from the seed and the step's number alone, so a resumed run continues exactly.

namespace AsciiGen.Numerics;

/// <summary>Seeded random numbers for seeding another generator and for sampling training data.</summary>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A stream of its own for each pair of numbers.</summary>
    /// <param name="seed">Of the run.</param>
    /// <param name="step">Number of the stream.</param>
    public static SplitMix64 For(ulong seed, long step)
    {
        var mix = new SplitMix64(seed);
        return new SplitMix64(mix.Next() ^ ((ulong)step * 0xD1342543DE82EF95));
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>Uniform in 0..<paramref name="bound"/>-1.</summary>
    public int NextBelow(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);
}
