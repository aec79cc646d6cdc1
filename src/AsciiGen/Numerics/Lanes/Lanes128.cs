// 128 bits of ILanes.

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AsciiGen.Numerics.Lanes;

/// <summary>Registers of 128 bits, 4 lanes.</summary>
internal unsafe struct Lanes128 : ILanes<Vector128<float>>
{
    public static int Count => 4;

    public static Vector128<float> Load(void* source) => Vector128.Load((float*)source);

    public static void Store(void* destination, Vector128<float> value) => value.Store((float*)destination);

    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    public static Vector128<float> Broadcast(int value) => Vector128.Create(value).AsSingle();

    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    public static Vector128<float> Subtract(Vector128<float> left, Vector128<float> right) => left - right;

    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    public static Vector128<float> Max(Vector128<float> left, Vector128<float> right) => Vector128.MaxNative(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> FusedMultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) => Vector128.FusedMultiplyAdd(left, right, addend);

    public static Vector128<float> IsBelow(Vector128<float> left, Vector128<float> right) => Vector128.LessThan(left, right);

    public static Vector128<float> And(Vector128<float> left, Vector128<float> right) => left & right;

    public static Vector128<float> AndNot(Vector128<float> left, Vector128<float> right) => Vector128.AndNot(left, right);

    public static Vector128<float> AddIntegers(Vector128<float> left, Vector128<float> right) => (left.AsInt32() + right.AsInt32()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ShiftLeft(Vector128<float> value, [ConstantExpected] int bits) => (value.AsInt32() << bits).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ShiftRight(Vector128<float> value, [ConstantExpected] int bits) => (value.AsInt32() >>> bits).AsSingle();

    public static Vector128<float> Or(Vector128<float> left, Vector128<float> right) => left | right;

    public static Vector128<float> Min(Vector128<float> left, Vector128<float> right) => Vector128.MinNative(left, right);

    public static Vector128<float> SubtractIntegers(Vector128<float> left, Vector128<float> right) => (left.AsInt32() - right.AsInt32()).AsSingle();

    public static void StoreNarrow(void* destination, Vector128<float> integers) => Vector128.Narrow(integers.AsInt32(), integers.AsInt32()).GetLower().Store((short*)destination);

    public static uint NonZeroLanes(Vector128<float> value) => (uint)(~Vector128.Equals(value.AsInt32(), Vector128<int>.Zero)).ExtractMostSignificantBits();

    public static float Largest(Vector128<float> value) => float.MaxNative(float.MaxNative(value[0], value[1]), float.MaxNative(value[2], value[3]));

    public static int SumIntegers(Vector128<float> integers) => Vector128.Sum(integers.AsInt32());

    public static Vector128<float> ToFloat(Vector128<float> integers) => Vector128.ConvertToSingle(integers.AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAddPairs(Vector128<float> left, Vector128<float> right, Vector128<float> sum) =>
        (sum.AsInt32() + Products(left.AsInt16(), right.AsInt16())).AsSingle();

    public static Vector128<float> LoadSingleBytes(void* source) => Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(Unsafe.ReadUnaligned<int>(source)).AsSByte())).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadBytes(void* source) => Vector128.WidenLower(Vector64.Load((sbyte*)source).ToVector128()).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Products(Vector128<short> left, Vector128<short> right)
    {
        if (Sse2.IsSupported) return Sse2.MultiplyAddAdjacent(left, right);
        if (AdvSimd.Arm64.IsSupported)
        {
            var lower = AdvSimd.MultiplyWideningLower(left.GetLower(), right.GetLower());
            return AdvSimd.Arm64.AddPairwise(lower, AdvSimd.MultiplyWideningUpper(left, right));
        }

        Vector128<int> l = left.AsInt32(), r = right.AsInt32();
        return (((l << 16) >> 16) * ((r << 16) >> 16)) + ((l >> 16) * (r >> 16));
    }
}
