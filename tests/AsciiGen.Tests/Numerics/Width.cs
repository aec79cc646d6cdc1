// The engine's arithmetic at one width of registers, so that a test can hold all widths against the same scalar twin and
// against each other. Only the widths that this processor has: 128 bits always.

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AsciiGen.Model;
using AsciiGen.Numerics;
using AsciiGen.Numerics.Attention;
using AsciiGen.Numerics.Lanes;
using AsciiGen.Numerics.Panels;

namespace AsciiGen.Tests;

internal abstract unsafe class Width
{
    public static Width[] All { get; } =
    [
        new Of<Lanes128, Vector128<float>>(),
        .. Avx2.IsSupported && Fma.IsSupported ? [new Of<Lanes256, Vector256<float>>()] : (Width[])[],
        .. Vector512.IsHardwareAccelerated ? [new Of<Lanes512, Vector512<float>>()] : (Width[])[],
    ];

    /// <summary>True where fused products are computed by software, a hundred times slower: tests then leave large cases out.</summary>
    public static bool IsSoftware => !Fma.IsSupported && !System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;


    public abstract void RmsNorm(float* source, float* gains, float epsilon, float* destination, int length);

    public abstract void NormAndTurn(float* head, float* gains, float epsilon, float* turns, int size, float* room);

    public abstract void SquaredRelu(float* values, int length);

    public abstract float ToIntegers(float* values, int length, int range, short* integers);

    public abstract void Exp(float* values, int length);

    public abstract void Multiply(PanelMatrix matrix, RowBlock source, RowBlock destination, int count, bool add, MatrixInputs inputs);

    public abstract void Store(KvCache cache, int layer, int head, int position, float* key, float* value, AttentionRoom room);

    public abstract void Attend(KvCache cache, int layer, int head, int count, float* query, AttentionRoom room, float* result);

    public abstract void Forward(Transformer model, TokenBatch batch);

    private sealed class Of<TLanes, TVector> : Width
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {

        public override void RmsNorm(float* source, float* gains, float epsilon, float* destination, int length) => Kernels.RmsNorm<TLanes, TVector>(source, gains, epsilon, destination, length);

        public override void NormAndTurn(float* head, float* gains, float epsilon, float* turns, int size, float* room) => Kernels.NormAndTurn<TLanes, TVector>(head, gains, epsilon, turns, size, room);

        public override void SquaredRelu(float* values, int length) => Kernels.SquaredRelu<TLanes, TVector>(values, length);

        public override float ToIntegers(float* values, int length, int range, short* integers) => Rounding.ToIntegers<TLanes, TVector>(values, length, range, integers);

        public override void Exp(float* values, int length)
        {
            for (var i = 0; i < length; i += TLanes.Count) TLanes.Store(values + i, Elementary.Exp<TLanes, TVector>(TLanes.Load(values + i)));
        }

        public override void Multiply(PanelMatrix matrix, RowBlock source, RowBlock destination, int count, bool add, MatrixInputs inputs) =>
            matrix.Multiply<TLanes, TVector>(source, destination, count, add, inputs);

        public override void Store(KvCache cache, int layer, int head, int position, float* key, float* value, AttentionRoom room) =>
            cache.Store<TLanes, TVector>(layer, head, position, key, value, room);

        public override void Attend(KvCache cache, int layer, int head, int count, float* query, AttentionRoom room, float* result) =>
            cache.Attend<TLanes, TVector>(layer, head, count, query, room, result);

        public override void Forward(Transformer model, TokenBatch batch) => model.Forward<TLanes, TVector>(batch);

        public override string ToString() => $"{32 * TLanes.Count} bits";
    }
}
