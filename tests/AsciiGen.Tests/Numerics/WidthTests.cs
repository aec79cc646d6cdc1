// Every element by element kernel against a plain loop, at every width, for several lengths and misalignments: the same bits,
// and nothing written around the destination.

using AsciiGen.Numerics;

namespace AsciiGen.Tests;

public sealed unsafe class WidthTests
{
    private const int Margin = 16;
    private const float Guard = 1234.5f;

    public static TheoryData<int, int> Places => new([.. from length in (int[])[16, 32, 48, 64, 80] from shift in (int[])[0, 1, 7] select (length, shift)]);

    [Theory, MemberData(nameof(Places))]
    public void A_norm_is_the_plain_one(int length, int shift)
    {
        float[] source = Noise(1, length), gains = Noise(2, length);
        foreach (var factor in (float[])[1f, 0f, 1e-12f, 1e15f])
        {
            var scaled = source.Select(x => x * factor).ToArray();
            var expected = Norm(scaled, gains);
            foreach (var width in Width.All)
            {
                using Place from = new(scaled, shift), by = new(gains, shift), to = new(new float[length], shift);
                width.RmsNorm(from.Pointer, by.Pointer, 1e-5f, to.Pointer, length);
                to.Check(expected, width);
                width.RmsNorm(from.Pointer, by.Pointer, 1e-5f, from.Pointer, length);
                from.Check(expected, width);
            }
        }
    }

    [Theory, MemberData(nameof(Places))]
    public void A_head_is_normed_and_its_pairs_are_turned(int size, int shift)
    {
        float[] head = Noise(1, size), gains = Noise(2, size), angles = Noise(3, size / 2), turns = new float[2 * size];
        var normed = Norm(head, gains);
        var expected = new float[size];
        var quarter = size / 4;
        for (var pair = 0; pair < size / 2; pair++)
        {
            int first = (pair / quarter * 2 * quarter) + (pair % quarter), second = first + quarter;
            float cos = MathF.Cos(angles[pair]), sin = MathF.Sin(angles[pair]);
            (turns[first], turns[second], turns[size + first], turns[size + second]) = (cos, cos, -sin, sin);
            expected[first] = (normed[first] * cos) - (normed[second] * sin);
            expected[second] = (normed[second] * cos) + (normed[first] * sin);
        }

        foreach (var width in Width.All)
        {
            using Place to = new(head, shift), by = new(gains, shift), turn = new(turns, shift), room = new(new float[size], shift);
            width.NormAndTurn(to.Pointer, by.Pointer, 1e-5f, turn.Pointer, size, room.Pointer);
            to.Check(expected, width);
        }
    }

    [Theory, MemberData(nameof(Places))]
    public void The_activation_is_the_square_of_what_is_above_zero(int length, int shift)
    {
        var values = Noise(1, length);
        (values[3], values[5], values[7], values[9]) = (0f, -0f, float.PositiveInfinity, float.NegativeInfinity);
        var expected = values.Select(x => x > 0 ? x * x : 0f).ToArray();
        foreach (var width in Width.All)
        {
            using var to = new Place(values, shift);
            width.SquaredRelu(to.Pointer, length);
            to.Check(expected, width);
        }
    }

    [Theory, MemberData(nameof(Places))]
    public void Numbers_become_integers_by_the_nearest_ties_to_even(int length, int shift)
    {
        foreach (var (range, factor) in (ReadOnlySpan<(int, float)>)[(127, 1f), (8191, 1f), (8191, 0f), (8191, 1e-30f), (32767, 1e30f), (127, 1e38f)])
        {
            var values = Noise(range, length).Select(x => x * factor).ToArray();
            var halves = values.Select((_, i) => i == 0 ? -range : i - 8.5f).ToArray(); // with a scale of 1: all are ties
            foreach (var numbers in (float[][])[values, halves])
            {
                var expected = ScalarProduct.Round(numbers, range, out var scale);
                foreach (var width in Width.All)
                {
                    using var from = new Place(numbers, shift);
                    var integers = Enumerable.Repeat((short)-77, length + (2 * Margin)).ToArray();
                    fixed (short* to = integers) Assert.Equal(scale, width.ToIntegers(from.Pointer, length, range, to + Margin));
                    Assert.Equal(expected, integers[Margin..^Margin].Select(x => (int)x));
                    Assert.True(integers[..Margin].Concat(integers[^Margin..]).All(x => x == -77), $"{width} wrote around its destination");
                    from.Check(numbers, width);
                }
            }
        }
    }

    // Among so many numbers some lie so close to a tie that a product rounded first would go the other way.
    [Fact]
    public void Numbers_become_integers_by_one_rounding()
    {
        const int length = 1 << 16;
        var values = Noise(5, length);
        var expected = ScalarProduct.Round(values, 8191, out _);
        foreach (var width in Width.All)
        {
            var integers = new short[length];
            fixed (float* from = values)
            {
                fixed (short* to = integers) width.ToIntegers(from, length, 8191, to);
            }

            Assert.Equal(expected, integers.Select(x => (int)x));
        }
    }

    [Fact]
    public void Exp_has_the_same_bits_at_every_width()
    {
        float[] special = [-0f, 0f, float.Epsilon, float.NegativeInfinity, float.PositiveInfinity, float.MaxValue, float.MinValue, -87f, MathF.BitDecrement(-87f), 88f, MathF.BitIncrement(88f)];
        var values = special.Concat(Enumerable.Range(0, 4096 - special.Length).Select(i => (i * 0.0443f) - 90f)).ToArray();
        var expected = values.Select(Elementary.Exp).ToArray();
        foreach (var width in Width.All)
        {
            using var to = new Place(values, 0);
            width.Exp(to.Pointer, values.Length);
            to.Check(expected, width);
        }
    }

    [Fact]
    public void Sixteen_numbers_are_folded_in_halves()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var numbers = Noise(seed, 16);
            fixed (float* sums = numbers) Assert.Equal(Fold(numbers), Kernels.Fold(sums));
        }
    }

    [Fact]
    public void The_logarithm_of_a_softmax_is_that_of_the_library()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var logits = Noise(seed, 128).Select(x => x * (seed % 10)).ToArray();
            for (var i = 0; i < 128; i++) logits[i] = (i * 7 % 128) < seed % 100 ? float.NegativeInfinity : logits[i];
            var sum = logits.Sum(x => Math.Exp((double)x - logits.Max()));
            for (var i = 0; i < 128; i++)
            {
                if (float.IsFinite(logits[i])) Assert.Equal(logits[i] - (double)logits.Max() - Math.Log(sum), Elementary.LogSoftmax(logits, i), 1e-6);
            }
        }

        Assert.Equal(0, Elementary.LogSoftmax([3f, .. Enumerable.Repeat(float.NegativeInfinity, 15)], 0), 1e-15);
        Assert.Equal(float.NegativeInfinity, Kernels.Max([]));
    }

    private static float[] Norm(float[] values, float[] gains)
    {
        var partials = new float[16];
        for (var i = 0; i < values.Length; i++) partials[i % 16] = MathF.FusedMultiplyAdd(values[i], values[i], partials[i % 16]);
        var scale = 1f / MathF.Sqrt((Fold(partials) / values.Length) + 1e-5f);
        return [.. values.Select((x, i) => x * scale * gains[i])];
    }

    private static float Fold(float[] sums)
    {
        for (var half = 8; half > 0; half /= 2) sums = [.. Enumerable.Range(0, half).Select(i => sums[i] + sums[i + half])];
        return sums[0];
    }

    private static float[] Noise(int seed, int length)
    {
        var random = new Xoshiro256((ulong)seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextBell())];
    }

    /// <summary>Numbers a little off a cache line, with guards on both sides.</summary>
    private sealed class Place : IDisposable
    {
        private readonly AlignedBuffer _buffer;
        private readonly int _start, _length;

        public Place(float[] values, int shift)
        {
            (_start, _length) = (Margin + shift, values.Length);
            _buffer = new AlignedBuffer(values.Length + (3 * Margin));
            _buffer.Span.Fill(Guard);
            values.CopyTo(_buffer.Span[_start..]);
        }

        public float* Pointer => _buffer.Pointer + _start;

        public void Check(float[] expected, Width width)
        {
            for (var i = 0; i < _buffer.Length; i++)
            {
                var right = i >= _start && i < _start + _length ? expected[i - _start] : Guard;
                if (right != _buffer.Span[i]) Assert.Fail($"{width}: number {i - _start} of {_length} is {_buffer.Span[i]:R}, expected {right:R}");
            }
        }

        public void Dispose() => GC.KeepAlive(_buffer);
    }
}
