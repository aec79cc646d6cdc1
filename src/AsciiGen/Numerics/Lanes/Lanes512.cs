// 512 bits of ILanes.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AsciiGen.Numerics.Lanes;

/// <summary>Registers of 512 bits, 16 lanes.</summary>
internal unsafe struct Lanes512 : ILanes<Vector512<float>>
{
    public static int Count => 16;

    public static Vector512<float> Load(void* source) => Vector512.Load((float*)source);

    public static void Store(void* destination, Vector512<float> value) => value.Store((float*)destination);

    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    public static Vector512<float> Broadcast(int value) => Vector512.Create(value).AsSingle();

    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    public static Vector512<float> Subtract(Vector512<float> left, Vector512<float> right) => left - right;

    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => left * right;

    public static Vector512<float> Max(Vector512<float> left, Vector512<float> right) => Vector512.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FusedMultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) => Vector512.FusedMultiplyAdd(left, right, addend);

    public static Vector512<float> IsBelow(Vector512<float> left, Vector512<float> right) => Vector512.LessThan(left, right);

    public static Vector512<float> And(Vector512<float> left, Vector512<float> right) => left & right;

    public static Vector512<float> AndNot(Vector512<float> left, Vector512<float> right) => Vector512.AndNot(left, right);

    public static Vector512<float> AddIntegers(Vector512<float> left, Vector512<float> right) => (left.AsInt32() + right.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ShiftLeft(Vector512<float> value, [ConstantExpected] int bits) => (value.AsInt32() << bits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ShiftRight(Vector512<float> value, [ConstantExpected] int bits) => (value.AsInt32() >>> bits).AsSingle();

    public static Vector512<float> Or(Vector512<float> left, Vector512<float> right) => left | right;

    public static Vector512<float> Min(Vector512<float> left, Vector512<float> right) => Vector512.MinNative(left, right);

    public static Vector512<float> SubtractIntegers(Vector512<float> left, Vector512<float> right) => (left.AsInt32() - right.AsInt32()).AsSingle();

    public static void StoreNarrow(void* destination, Vector512<float> integers) => Vector512.Narrow(integers.AsInt32(), integers.AsInt32()).GetLower().Store((short*)destination);

    public static uint NonZeroLanes(Vector512<float> value) => (uint)(~Vector512.Equals(value.AsInt32(), Vector512<int>.Zero)).ExtractMostSignificantBits();

    public static float Largest(Vector512<float> value) => Lanes256.Largest(Vector256.MaxNative(value.GetLower(), value.GetUpper()));

    public static int SumIntegers(Vector512<float> integers) => Vector512.Sum(integers.AsInt32());

    public static Vector512<float> ToFloat(Vector512<float> integers) => Vector512.ConvertToSingle(integers.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAddPairs(Vector512<float> left, Vector512<float> right, Vector512<float> sum) =>
        (sum.AsInt32() + Avx512BW.MultiplyAddAdjacent(left.AsInt16(), right.AsInt16())).AsSingle();

    public static Vector512<float> LoadSingleBytes(void* source) => Avx512F.ConvertToVector512Int32(Vector128.Load((sbyte*)source)).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadBytes(void* source) => Avx512BW.ConvertToVector512Int16(Vector256.Load((sbyte*)source)).AsSingle();
}
