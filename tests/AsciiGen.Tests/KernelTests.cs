// Aligned buffers and elementary functions; the kernels themselves are in Numerics.

using AsciiGen.Numerics;

namespace AsciiGen.Tests;

public sealed class KernelTests
{
    [Fact]
    public void A_buffer_starts_on_a_cache_line()
    {
        for (var length = 0; length < 200; length++)
        {
            var buffer = new AlignedBuffer(length);
            Assert.Equal(length, buffer.Span.Length);
            unsafe
            {
                fixed (float* start = buffer.Span)
                {
                    if (length > 0) Assert.Equal(0, (long)start % AlignedBuffer.Alignment);
                }
            }
        }
    }

    [Fact]
    public void A_buffer_refuses_lengths_it_cannot_hold()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(AlignedBuffer.MaxLength + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer(8).Slice(7, 2).Length);
    }

    [Fact]
    public void A_lane_of_exp_is_within_two_units_in_the_last_place()
    {
        for (var x = -87f; x <= 88f; x += 0.00731f)
        {
            var exact = Math.Exp(x);
            Assert.True(Math.Abs(Elementary.Exp(x) - exact) <= 2 * (MathF.BitIncrement((float)exact) - (float)exact), $"exp({x})");
        }

        Assert.Equal(1f, Elementary.Exp(0f));
        Assert.Equal(0f, Elementary.Exp(-88f));
        Assert.Equal(0f, Elementary.Exp(float.NegativeInfinity));
        Assert.Equal(float.PositiveInfinity, Elementary.Exp(89f));
    }

    [Fact]
    public void Sine_cosine_and_power_agree_with_the_library()
    {
        for (var x = -20.0; x < 1100; x += 0.0137)
        {
            var (sin, cos) = Elementary.SinCos(x);
            Assert.Equal(Math.Sin(x), sin, 1e-14);
            Assert.Equal(Math.Cos(x), cos, 1e-14);
        }

        foreach (var b in (double[])[1.5, 100, 10000, 1e6])
        {
            for (var y = -1.0; y <= 1; y += 1 / 32.0) Assert.Equal(1, Elementary.Pow(b, y) / Math.Pow(b, y), 1e-13);
        }
    }
}
