// The seeded random numbers of drawings and fresh weights: xoshiro256** by Blackman and Vigna, seeded by SplitMix64.
// Our own, because System.Random does not promise the same numbers in the next version.

using System.Numerics;

namespace AsciiGen.Numerics;

/// <summary>xoshiro256** random numbers, the same from a seed everywhere and forever.</summary>
internal sealed class Xoshiro256
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>The generator of a seed; any value will do.</summary>
    public Xoshiro256(ulong seed)
    {
        var mix = new SplitMix64(seed);
        (_s0, _s1, _s2, _s3) = (mix.Next(), mix.Next(), mix.Next(), mix.Next());
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A multiple of 2^-24 in [0, 1), every one as likely.</summary>
    public float NextSingle() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>About normal with mean 0 and deviation 1: the sum of four uniform numbers, within 3.47.</summary>
    public float NextBell()
    {
        var bits = Next();
        var sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);

        // Four uniform numbers on 0..65535 have mean 131070 and deviation 65536 / sqrt(3).
        return (sum - 131070) * (1.7320508f / 65536f);
    }
}
