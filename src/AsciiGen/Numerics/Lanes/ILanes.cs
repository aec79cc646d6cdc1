// The few vector operations that the kernels are written with, so that each kernel stands once and is compiled for 512, 256
// and 128 bits. Every operation is exact or rounded once, lane by lane, so the width changes the speed and nothing else:
// a kernel must keep what one lane computes, and the order in which lanes are folded, independent of Count.

namespace AsciiGen.Numerics.Lanes;

/// <summary>Operations on a register of 32-bit lanes, which hold a float32, an int32 or two int16.</summary>
/// <typeparam name="TVector">The register.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Lanes of a register: 16, 8 or 4.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(void* source);

    static abstract void Store(void* destination, TVector value);

    static abstract TVector Broadcast(float value);

    static abstract TVector Broadcast(int value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>The larger; either where they are equal.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary><c>left * right + addend</c>, rounded once.</summary>
    static abstract TVector FusedMultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>All bits where left is below right, none elsewhere.</summary>
    static abstract TVector IsBelow(TVector left, TVector right);

    static abstract TVector And(TVector left, TVector right);

    /// <summary><c>left and not right</c></summary>
    static abstract TVector AndNot(TVector left, TVector right);

    static abstract TVector AddIntegers(TVector left, TVector right);

    /// <summary>Left by a constant number of bits, in each lane.</summary>
    static abstract TVector ShiftLeft(TVector value, int bits);

    /// <summary>Right by a constant number of bits, zeros coming in, in each lane.</summary>
    static abstract TVector ShiftRight(TVector value, int bits);

    static abstract TVector Or(TVector left, TVector right);

    /// <summary>The smaller; either where they are equal.</summary>
    static abstract TVector Min(TVector left, TVector right);

    static abstract TVector SubtractIntegers(TVector left, TVector right);

    /// <summary>Stores the lower halves of the int32 lanes, one after the other.</summary>
    static abstract void StoreNarrow(void* destination, TVector integers);

    /// <summary>A bit for each lane that is not all zeros, the first lane lowest.</summary>
    static abstract uint NonZeroLanes(TVector value);

    /// <summary>The largest float32 lane.</summary>
    static abstract float Largest(TVector value);

    /// <summary>The int32 lanes together, modulo 2^32.</summary>
    static abstract int SumIntegers(TVector integers);

    /// <summary>The int32 lanes as float32.</summary>
    static abstract TVector ToFloat(TVector integers);

    /// <summary>Two int16 products a lane, added to the int32: <c>sum + left.low * right.low + left.high * right.high</c>, modulo 2^32.</summary>
    static abstract TVector MultiplyAddPairs(TVector left, TVector right, TVector sum);

    /// <summary>Reads one signed byte a lane and widens it to int32.</summary>
    static abstract TVector LoadSingleBytes(void* source);

    /// <summary>Reads two signed bytes a lane and widens them to int16.</summary>
    static abstract TVector LoadBytes(void* source);
}
