// 256 bits of ILanes.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AsciiGen.Numerics.Lanes;

/// <summary>Registers of 256 bits, 8 lanes.</summary>
internal unsafe struct Lanes256 : ILanes<Vector256<float>>
{
    public static int Count => 8;

    public static Vector256<float> Load(void* source) => Vector256.Load((float*)source);

    public static void Store(void* destination, Vector256<float> value) => value.Store((float*)destination);

    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    public static Vector256<float> Broadcast(int value) => Vector256.Create(value).AsSingle();

    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    public static Vector256<float> Subtract(Vector256<float> left, Vector256<float> right) => left - right;

    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    public static Vector256<float> Max(Vector256<float> left, Vector256<float> right) => Vector256.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> FusedMultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) => Fma.MultiplyAdd(left, right, addend);

    public static Vector256<float> IsBelow(Vector256<float> left, Vector256<float> right) => Vector256.LessThan(left, right);

    public static Vector256<float> And(Vector256<float> left, Vector256<float> right) => left & right;

    public static Vector256<float> AndNot(Vector256<float> left, Vector256<float> right) => Vector256.AndNot(left, right);

    public static Vector256<float> AddIntegers(Vector256<float> left, Vector256<float> right) => (left.AsInt32() + right.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ShiftLeft(Vector256<float> value, [ConstantExpected] int bits) => (value.AsInt32() << bits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ShiftRight(Vector256<float> value, [ConstantExpected] int bits) => (value.AsInt32() >>> bits).AsSingle();

    public static Vector256<float> Or(Vector256<float> left, Vector256<float> right) => left | right;

    public static Vector256<float> Min(Vector256<float> left, Vector256<float> right) => Vector256.MinNative(left, right);

    public static Vector256<float> SubtractIntegers(Vector256<float> left, Vector256<float> right) => (left.AsInt32() - right.AsInt32()).AsSingle();

    public static void StoreNarrow(void* destination, Vector256<float> integers) => Vector256.Narrow(integers.AsInt32(), integers.AsInt32()).GetLower().Store((short*)destination);

    public static uint NonZeroLanes(Vector256<float> value) => (uint)(~Vector256.Equals(value.AsInt32(), Vector256<int>.Zero)).ExtractMostSignificantBits();

    public static float Largest(Vector256<float> value) => Lanes128.Largest(Vector128.MaxNative(value.GetLower(), value.GetUpper()));

    public static int SumIntegers(Vector256<float> integers) => Vector256.Sum(integers.AsInt32());

    public static Vector256<float> ToFloat(Vector256<float> integers) => Vector256.ConvertToSingle(integers.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAddPairs(Vector256<float> left, Vector256<float> right, Vector256<float> sum) =>
        (sum.AsInt32() + Avx2.MultiplyAddAdjacent(left.AsInt16(), right.AsInt16())).AsSingle();

    public static Vector256<float> LoadSingleBytes(void* source) => Avx2.ConvertToVector256Int32((sbyte*)source).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadBytes(void* source) => Avx2.ConvertToVector256Int16((sbyte*)source).AsSingle();
}
