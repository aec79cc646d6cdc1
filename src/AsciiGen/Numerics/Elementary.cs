// exp, and the sines and cosines of the rotary tables, from additions and multiplications alone: the functions of
// the C library differ from machine to machine in the last bit. Accurate, not fast, except Exp.

using System.Runtime.Intrinsics;

namespace AsciiGen.Numerics;

/// <summary>Elementary functions whose results are the same bits on every machine.</summary>
public static class Elementary
{
    // ln 2 in two parts; the upper one has so few bits that n times it is exact.
    private const float Ln2Upper = 0.693359375f;
    private const float Ln2Lower = -2.12194440e-4f;
    private const float Log2E = 1.44269504f;

    // Adding and subtracting 1.5 * 2^23 rounds to the nearest whole number, which the low bits then hold.
    private const float Rounder = 12582912f;

    private const double HalfPiUpper = 1.57079632673412561417; // 33 bits, so n times it is exact
    private const double HalfPiLower = 6.07710050650619224932e-11;
    private const double TwoOverPi = 0.636619772367581343076;
    private const double Ln2 = 0.693147180559945309417;

    /// <summary>e to the power of every lane, within 2 units in the last place on -87..88; 0 below, infinity above.</summary>
    public static Vector512<float> Exp(Vector512<float> x)
    {
        var clamped = Vector512.Min(Vector512.Max(x, Vector512.Create(-87f)), Vector512.Create(88f));
        var rounded = Vector512.FusedMultiplyAdd(clamped, Vector512.Create(Log2E), Vector512.Create(Rounder));
        var n = rounded - Vector512.Create(Rounder);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Upper), clamped);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Lower), r);

        // Taylor to the 7th power: |r| <= ln 2 / 2, so what is left out is below 2^-27.
        var sum = Vector512.Create(1f / 5040f);
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 720f));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 120f));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 24f));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(1f / 6f));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512.Create(0.5f));
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512<float>.One);
        sum = Vector512.FusedMultiplyAdd(sum, r, Vector512<float>.One);
        var power = Vector512.ShiftLeft(rounded.AsInt32() + Vector512.Create(127), 23).AsSingle();
        var result = sum * power;
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-87f)), Vector512<float>.Zero, result);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(88f)), Vector512.Create(float.PositiveInfinity), result);
    }

    /// <summary>e to the power of x, the same bits as a lane of the vector form.</summary>
    public static float Exp(float x) => Exp(Vector512.Create(x)).GetElement(0);

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
