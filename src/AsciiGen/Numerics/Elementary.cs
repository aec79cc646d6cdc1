// exp, and the sines and cosines of the rotary tables, from additions and multiplications alone: the functions of
// the C library differ from machine to machine in the last bit. Accurate, not fast, except Exp.

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics;

/// <summary>Elementary functions whose results are the same bits on every machine.</summary>
internal static class Elementary
{
    // ln 2 in two parts; the upper one has so few bits that n times it is exact.
    private const float Ln2Upper = 0.693359375f;
    private const float Ln2Lower = -2.12194440e-4f;
    private const float Log2E = 1.44269504f;

    /// <summary>1.5 * 2^23: adding it rounds to the nearest whole number, which the low bits then hold.</summary>
    internal const float Rounder = 12582912f;

    private const double HalfPiUpper = 1.57079632673412561417; // 33 bits, so n times it is exact
    private const double HalfPiLower = 6.07710050650619224932e-11;
    private const double TwoOverPi = 0.636619772367581343076;
    private const double Ln2 = 0.693147180559945309417;

    /// <summary>e to the power of every lane, within 2 units in the last place on -87..88; 0 below, infinity above.</summary>
    public static Vector512<float> Exp(Vector512<float> x) => Exp<Lanes512, Vector512<float>>(x);

    /// <summary>The same at any width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TVector Exp<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var clamped = TLanes.Min(TLanes.Max(x, TLanes.Broadcast(-87f)), TLanes.Broadcast(88f));
        var rounded = TLanes.FusedMultiplyAdd(clamped, TLanes.Broadcast(Log2E), TLanes.Broadcast(Rounder));
        var n = TLanes.Subtract(rounded, TLanes.Broadcast(Rounder));
        var r = TLanes.FusedMultiplyAdd(n, TLanes.Broadcast(-Ln2Upper), clamped);
        r = TLanes.FusedMultiplyAdd(n, TLanes.Broadcast(-Ln2Lower), r);

        // Taylor to the 7th power: |r| <= ln 2 / 2, so what is left out is below 2^-27.
        var sum = TLanes.Broadcast(1f / 5040f);
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Broadcast(1f / 720f));
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Broadcast(1f / 120f));
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Broadcast(1f / 24f));
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Broadcast(1f / 6f));
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Broadcast(0.5f));
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Broadcast(1f));
        sum = TLanes.FusedMultiplyAdd(sum, r, TLanes.Broadcast(1f));
        var power = TLanes.ShiftLeft(TLanes.AddIntegers(rounded, TLanes.Broadcast(127)), 23);
        var result = TLanes.AndNot(TLanes.Multiply(sum, power), TLanes.IsBelow(x, TLanes.Broadcast(-87f)));
        var tooLarge = TLanes.IsBelow(TLanes.Broadcast(88f), x);
        return TLanes.Or(TLanes.AndNot(result, tooLarge), TLanes.And(TLanes.Broadcast(float.PositiveInfinity), tooLarge));
    }

    /// <summary>e to the power of x, the same bits as a lane of the vector form.</summary>
    public static float Exp(float x) => Exp(Vector512.Create(x)).GetElement(0);

    /// <summary>Natural logarithm of the share that a value has in the softmax of all, at most 0.</summary>
    /// <param name="logits">(n), a multiple of 16; minus infinity for what cannot be</param>
    /// <param name="index">Which value; finite.</param>
    public static double LogSoftmax(ReadOnlySpan<float> logits, int index)
    {
        var most = Kernels.Max(logits);
        var sums = Vector512<float>.Zero;
        for (var i = 0; i < logits.Length; i += Vector512<float>.Count) sums += Exp(Vector512.Create(logits[i..]) - Vector512.Create(most));
        Span<float> lanes = stackalloc float[Vector512<float>.Count];
        sums.CopyTo(lanes);
        var sum = 0f;
        foreach (var lane in lanes) sum += lane;
        return logits[index] - (double)most - Log(sum);
    }

    /// <summary>Sine and cosine, within 1e-15 for |x| up to 1e5.</summary>
    /// <param name="x">Radians.</param>
    public static (double Sin, double Cos) SinCos(double x)
    {
        var n = Math.Floor((x * TwoOverPi) + 0.5);
        var r = (x - (n * HalfPiUpper)) - (n * HalfPiLower);
        double sin = 0, cos = 0;

        // Taylor to the 19th power on |r| <= pi / 4, smallest terms first.
        for (var k = 19; k >= 1; k -= 2) sin = 1 - (r * r / ((k + 1.0) * (k + 2.0)) * sin);
        for (var k = 18; k >= 0; k -= 2) cos = 1 - (r * r / ((k + 1.0) * (k + 2.0)) * cos);
        sin *= r;
        return ((long)n & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    /// <summary><c>x^y</c> within 1e-13 (relative) for x above 0 and a result between 1e-300 and 1e300.</summary>
    public static double Pow(double x, double y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(x, 0);
        var t = y * Log(x);
        var n = Math.Floor((t / Ln2) + 0.5);
        var r = t - (n * Ln2);
        var sum = 1.0;
        for (var k = 20; k >= 1; k--) sum = 1 + (r / k * sum);
        for (; n > 0; n--) sum *= 2;
        for (; n < 0; n++) sum /= 2;
        return sum;
    }

    private static double Log(double x)
    {
        // x = m * 2^n with m near 1; ln m = 2 artanh((m - 1) / (m + 1)).
        var n = 0;
        for (; x > 1.4; n++) x /= 2;
        for (; x < 0.7; n--) x *= 2;
        var z = (x - 1) / (x + 1);
        var sum = 0.0;
        for (var k = 41; k >= 1; k -= 2) sum = (1.0 / k) + (z * z * sum);
        return (n * Ln2) + (2 * z * sum);
    }
}
