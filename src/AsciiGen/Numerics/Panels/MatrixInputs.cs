// Inputs on their way into a matrix: which pairs of columns are not zero and, for matrices of whole numbers, the input as
// int16 with one scale a row. 14 bits and a sign lose next to nothing beside int8 weights, and 127 * 8191 * 2048 still fits
// into an int32, so sums of products are exact in any order.

using System.Numerics;
using AsciiGen.Model;
using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics.Panels;

/// <summary>Prepared inputs of a multiplication, up to a number of rows.</summary>
internal sealed unsafe class MatrixInputs
{
    /// <summary>Largest absolute value of an int16 input.</summary>
    public const int Largest = 8191;

    /// <summary>Columns that an int32 can sum: 127 * 8191 * 2048 is below 2^31.</summary>
    public const int LongestSum = 2048;

    /// <summary>Pairs of columns that share a scale in an int4 matrix.</summary>
    public const int PairsOfGroup = WeightTensor.GroupSize / 2;

    private readonly int _pairStride, _groupStride;
    private readonly AlignedBuffer _integers; // (rows, pairs) of two int16
    private readonly AlignedBuffer _pairs; // (rows, pairs) int32: numbers of the pairs that are not zero, rising
    private readonly AlignedBuffer _starts; // (rows, groups + 1) int32: place in that list of the first pair of a group or later
    private readonly AlignedBuffer _sums; // (rows, groups) int32: sum of a group's int16
    private readonly AlignedBuffer _counting = new(AlignedBuffer.Lanes); // 0, 1, 2, ... as int32
    private readonly float[] _scales; // (rows)
    private readonly int[] _pairCounts; // (rows)
    private RowBlock? _source;

    /// <summary>Room for rows of at most this many columns.</summary>
    public MatrixInputs(int capacity, int columns)
    {
        _pairStride = (int)AlignedBuffer.RoundUp((columns + 1) / 2);
        _groupStride = (int)AlignedBuffer.RoundUp(WeightTensor.GroupsOf(columns) + 1);
        _integers = new AlignedBuffer((long)capacity * _pairStride);
        _pairs = new AlignedBuffer((long)capacity * _pairStride);
        _starts = new AlignedBuffer((long)capacity * _groupStride);
        _sums = new AlignedBuffer((long)capacity * _groupStride);
        for (var i = 0; i < AlignedBuffer.Lanes; i++) ((int*)_counting.Pointer)[i] = i;
        _scales = new float[capacity];
        _pairCounts = new int[capacity];
    }

    /// <summary>How many pairs of an input are not zero.</summary>
    public int PairCount(int row) => _pairCounts[row];

    /// <summary>Their numbers, rising.</summary>
    public int* Pairs(int row) => (int*)_pairs.Pointer + ((nint)row * _pairStride);

    /// <summary>Entry g: place in <see cref="Pairs"/> of the first pair of group g or later; one more at the end.</summary>
    public int* GroupStarts(int row) => (int*)_starts.Pointer + ((nint)row * _groupStride);

    /// <summary>Sum of the int16 of each group.</summary>
    public int* GroupSums(int row) => (int*)_sums.Pointer + ((nint)row * _groupStride);

    /// <summary>The input as int16, two in an int32.</summary>
    public int* Integers(int row) => (int*)_integers.Pointer + ((nint)row * _pairStride);

    /// <summary>What an int16 of the input stands for.</summary>
    public float Scale(int row) => _scales[row];

    /// <summary>The input as it came.</summary>
    public float* Floats(int row) => _source!.Pointer(row);

    /// <summary>Prepares inputs for a matrix of real numbers.</summary>
    public void TakeFloats(RowBlock source, int count)
    {
        _source = source;
        for (var row = 0; row < count; row++)
        {
            var values = source.Pointer(row);
            var pairs = Pairs(row);
            var found = 0;
            for (var pair = 0; pair < source.Columns / 2; pair++)
            {
                pairs[found] = pair;
                found += values[2 * pair] != 0 || values[(2 * pair) + 1] != 0 ? 1 : 0;
            }

            _pairCounts[row] = found;
        }
    }

    /// <summary>Prepares inputs for a matrix of whole numbers.</summary>
    public void TakeIntegers<TLanes, TVector>(RowBlock source, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        for (var row = 0; row < count; row++)
        {
            var integers = (short*)Integers(row);
            _scales[row] = Rounding.ToIntegers<TLanes, TVector>(source.Pointer(row), source.Columns, Largest, integers);

            // A register may reach beyond the last pair.
            for (var i = source.Columns; i % (2 * AlignedBuffer.Lanes) != 0; i++) integers[i] = 0;
            ListPairs<TLanes, TVector>(row, source.Columns / 2);
        }
    }

    private void ListPairs<TLanes, TVector>(int row, int pairCount)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int* integers = Integers(row), pairs = Pairs(row), starts = GroupStarts(row), sums = GroupSums(row);
        var allLanes = (uint)((1UL << TLanes.Count) - 1);
        var found = 0;
        var group = 0;
        for (var first = 0; first < pairCount; first += PairsOfGroup, group++)
        {
            starts[group] = found;
            var end = Math.Min(first + PairsOfGroup, pairCount);
            var sum = TLanes.Broadcast(0);
            for (var pair = first; pair < end; pair += TLanes.Count)
            {
                var values = TLanes.Load(integers + pair);
                sum = TLanes.MultiplyAddPairs(values, TLanes.Broadcast(0x00010001), sum);
                var bits = TLanes.NonZeroLanes(values);
                if (bits == allLanes)
                {
                    // Most inputs have no zeros at all.
                    TLanes.Store(pairs + found, TLanes.AddIntegers(TLanes.Load((int*)_counting.Pointer), TLanes.Broadcast(pair)));
                    found += TLanes.Count;
                    continue;
                }

                for (; bits != 0; bits &= bits - 1) pairs[found++] = pair + BitOperations.TrailingZeroCount(bits);
            }

            sums[group] = TLanes.SumIntegers(sum);
        }

        starts[group] = found;
        _pairCounts[row] = found;
    }
}
