// Attention of both kinds against a plain one in double precision, through a cache: all widths give the same bits, and what
// an earlier, longer sequence left behind has no influence.

using AsciiGen.Model;
using AsciiGen.Numerics;
using AsciiGen.Numerics.Attention;

namespace AsciiGen.Tests;

public sealed unsafe class AttentionTests
{
    // Values are within 3.5. Float32: rounding alone. Integers: the twin has the rounded keys and values, what remains are the 14 bits of
    // query and weights. Measured: 2e-6 and 7e-4 at most.
    private const double FloatTolerance = 5e-6, IntegerTolerance = 1.5e-3;
    private const int Heads = 2, Layers = 2;

    public static TheoryData<int, bool> HeadSizes => new([.. from size in (int[])[16, 32, 48, 64] from isInteger in (bool[])[false, true] select (size, isInteger)]);

    [Theory, MemberData(nameof(HeadSizes))]
    public void Attention_is_the_plain_one_at_every_length(int headSize, bool isInteger)
    {
        const int most = 70;
        var sequence = new Past(headSize, most, isInteger, seed: headSize);
        foreach (var width in Width.All)
        {
            var cache = new KvCache(ConfigOf(headSize, 96), isInteger, capacity: most);
            var room = new AttentionRoom(96, headSize);
            for (var position = 0; position < most; position++)
            {
                sequence.Store(width, cache, position, room);
                for (var place = 0; place < Heads * Layers; place++) sequence.Check(width, cache, place, position + 1, room, isInteger ? IntegerTolerance : FloatTolerance);
            }
        }
    }

    [Theory, MemberData(nameof(HeadSizes))]
    public void Attention_is_the_plain_one_over_thousands_of_positions(int headSize, bool isInteger)
    {
        const int most = 4200;
        var sequence = new Past(headSize, most, isInteger, seed: 7 * headSize);
        foreach (var width in Width.All)
        {
            var cache = new KvCache(ConfigOf(headSize, most), isInteger);
            var room = new AttentionRoom(most, headSize);
            for (var position = 0; position < most; position++) sequence.Store(width, cache, position, room);
            foreach (var count in (int[])[2100, most]) sequence.Check(width, cache, 3, count, room, isInteger ? IntegerTolerance : FloatTolerance);
        }
    }

    // All weights and all values are the largest: what an int32 sums is cut in time, or the sign would turn.
    [Theory, MemberData(nameof(HeadSizes))]
    public void Equal_values_come_back_as_they_are(int headSize, bool isInteger)
    {
        const int most = 4160;
        float[] key = new float[headSize], value = new float[headSize], query = new float[headSize], result = new float[headSize];
        Array.Fill(value, -2.5f);
        foreach (var width in Width.All)
        {
            var cache = new KvCache(ConfigOf(headSize, most), isInteger);
            var room = new AttentionRoom(most, headSize);
            fixed (float* k = key, v = value, q = query, r = result)
            {
                for (var position = 0; position < most; position++) width.Store(cache, 0, 0, position, k, v, room);
                foreach (var count in (int[])[1, 2, 2047, 2048, 2049, 2050, 4095, 4096, 4097, most])
                {
                    width.Attend(cache, 0, 0, count, q, room, r);
                    Assert.All(result, x => Assert.Equal(-2.5f, x, 1e-5f));
                }
            }
        }
    }

    [Theory, MemberData(nameof(HeadSizes))]
    public void What_an_earlier_sequence_left_behind_has_no_influence(int headSize, bool isInteger)
    {
        const int most = 40;
        var sequence = new Past(headSize, most, isInteger, seed: 3);
        foreach (var garbage in (float[])[float.NaN, float.PositiveInfinity, 1e38f])
        {
            foreach (var width in Width.All)
            {
                KvCache fresh = new(ConfigOf(headSize, 96), isInteger), used = new(ConfigOf(headSize, 96), isInteger), copied = new(ConfigOf(headSize, 96), isInteger, capacity: 48);
                var room = new AttentionRoom(96, headSize);
                var left = new Past(headSize, 96, isInteger: false, seed: 4, garbage);
                for (var position = 0; position < 96; position++) left.Store(width, used, position, room);
                for (var position = 0; position < 48; position++) left.Store(width, copied, position, room);
                used.Reset();
                for (var position = 0; position < most; position++)
                {
                    sequence.Store(width, fresh, position, room);
                    sequence.Store(width, used, position, room);
                    used.Append();
                    copied.CopyFrom(used);
                    for (var place = 0; place < Heads * Layers; place++)
                    {
                        var expected = sequence.Attend(width, fresh, place, position + 1, room);
                        Assert.Equal(expected, sequence.Attend(width, used, place, position + 1, room));
                        Assert.Equal(expected, sequence.Attend(width, copied, place, position + 1, room));
                    }
                }
            }
        }
    }

    private static ModelConfig ConfigOf(int headSize, int blockSize) => new() { LayerCount = Layers, HeadCount = Heads, EmbeddingSize = Heads * headSize, BlockSize = blockSize };

    /// <summary>Random keys, values and queries of each position and place (layer and head), and the plain attention over them.</summary>
    private sealed class Past
    {
        private const int Places = Heads * Layers;
        private readonly float[][][] _keys, _values, _queries; // (place, position, h)
        private readonly bool _isInteger;
        private readonly Dictionary<(int Place, int Count), float[]> _first = [];

        public Past(int headSize, int positions, bool isInteger, int seed, float? only = null)
        {
            var random = new Xoshiro256((ulong)seed);
            _isInteger = isInteger;
            _keys = Numbers(1f);
            _values = Numbers(1f);
            _queries = Numbers(2f);

            float[][][] Numbers(float deviation) =>
                [.. Enumerable.Range(0, Places).Select(_ => Enumerable.Range(0, positions).Select(_ => Enumerable.Range(0, headSize).Select(_ => only ?? deviation * random.NextBell()).ToArray()).ToArray())];
        }

        public void Store(Width width, KvCache cache, int position, AttentionRoom room)
        {
            for (var place = 0; place < Places; place++)
            {
                fixed (float* key = _keys[place][position], value = _values[place][position]) width.Store(cache, place / Heads, place % Heads, position, key, value, room);
            }
        }

        public float[] Attend(Width width, KvCache cache, int place, int count, AttentionRoom room)
        {
            var result = new float[_keys[place][0].Length];
            fixed (float* query = _queries[place][count - 1].ToArray(), to = result) width.Attend(cache, place / Heads, place % Heads, count, query, room, to);
            return result;
        }

        public void Check(Width width, KvCache cache, int place, int count, AttentionRoom room, double tolerance)
        {
            var found = Attend(width, cache, place, count, room);
            if (_first.TryAdd((place, count), found))
            {
                var expected = Plain(place, count);
                for (var i = 0; i < expected.Length; i++)
                {
                    if (!(Math.Abs(expected[i] - found[i]) <= tolerance)) Assert.Fail($"{width}, {count} positions: dimension {i} of head {place} is {found[i]}, expected {expected[i]}");
                }
            }
            else
            {
                Assert.Equal(_first[(place, count)], found);
            }
        }

        private double[] Plain(int place, int count)
        {
            int size = _keys[place][0].Length;
            var query = _queries[place][count - 1];
            var weights = new double[count];
            for (var s = 0; s < count; s++)
            {
                var key = Stored(_keys[place][s]);
                for (var i = 0; i < size; i++) weights[s] += query[i] * key[i];
                weights[s] /= Math.Sqrt(size);
            }

            var most = weights.Max();
            for (var s = 0; s < count; s++) weights[s] = Math.Exp(weights[s] - most);
            var sum = weights.Sum();
            var result = new double[size];
            for (var s = 0; s < count; s++)
            {
                var value = Stored(_values[place][s]);
                for (var i = 0; i < size; i++) result[i] += weights[s] / sum * value[i];
            }

            return result;
        }

        private double[] Stored(float[] numbers)
        {
            if (!_isInteger) return [.. numbers.Select(number => (double)number)];
            var integers = ScalarProduct.Round(numbers, 127, out var scale);
            return [.. integers.Select(integer => (double)integer * scale)];
        }
    }
}
