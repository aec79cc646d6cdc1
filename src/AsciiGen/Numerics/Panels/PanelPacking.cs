// Row-major tensors, as files hold them -> panels. Matrices that read the same input are stacked to one, so that its inputs
// are prepared once.

using System.Runtime.InteropServices;
using AsciiGen.Model;

namespace AsciiGen.Numerics.Panels;

/// <summary>Lays tensors out as panels.</summary>
internal static unsafe class PanelPacking
{
    /// <summary>One matrix of tensors with the same columns and precision, their rows one below the other.</summary>
    public static PanelMatrix Stack(params ReadOnlySpan<WeightTensor> tensors)
    {
        var first = tensors[0];
        int rows = 0, columns = first.Spec.Shape[1];
        foreach (var tensor in tensors)
        {
            if (tensor.Spec.Shape[1] != columns || tensor.Precision != first.Precision) throw new ArgumentException($"tensor '{tensor.Spec.Name}' cannot be stacked on '{first.Spec.Name}': another shape or precision");
            rows += tensor.Spec.Shape[0];
        }

        var precision = first.Precision == Precision.Float16 ? Precision.Float32 : first.Precision;
        var groups = first.GroupCount;
        var (floats, scales) = precision switch
        {
            Precision.Int4 => (columns / 2 * Int4Kernel.LanesOfPair, groups * 2 * Int4Kernel.LanesOfPair),
            Precision.Int8 => (columns / 4 * PanelMatrix.PanelRows, PanelMatrix.PanelRows),
            Precision.BFloat16 => (columns / 2 * PanelMatrix.PanelRows, 0),
            _ => (columns * PanelMatrix.PanelRows, 0),
        };
        var matrix = new PanelMatrix(precision, rows, columns, floats, scales);
        var start = 0;
        foreach (var tensor in tensors)
        {
            switch (precision)
            {
                case Precision.Int4:
                    PackInt4(matrix, start, tensor);
                    break;
                case Precision.Int8:
                    PackInt8(matrix, start, tensor);
                    break;
                case Precision.BFloat16:
                    PackBFloat16(matrix, start, tensor);
                    break;
                default:
                    PackFloat32(matrix, start, tensor);
                    break;
            }

            start += tensor.Spec.Shape[0];
        }

        GC.KeepAlive(matrix);
        return matrix;
    }

    private static void PackFloat32(PanelMatrix matrix, int start, WeightTensor tensor)
    {
        var values = tensor.ToFloats();
        for (var row = 0; row < tensor.Spec.Shape[0]; row++)
        {
            var (panel, lane) = Math.DivRem(start + row, PanelMatrix.PanelRows);
            var to = matrix.Panel(panel) + lane;
            foreach (var value in values.AsSpan(row * matrix.Columns, matrix.Columns))
            {
                *to = value;
                to += PanelMatrix.PanelRows;
            }
        }
    }

    // A lane is two bfloat16 of a row, as they lie in the tensor.
    private static void PackBFloat16(PanelMatrix matrix, int start, WeightTensor tensor) => PackPairs<uint>(matrix, start, tensor);

    // Two signed bytes of a row, as they lie in the tensor.
    private static void PackInt8(PanelMatrix matrix, int start, WeightTensor tensor)
    {
        PackPairs<ushort>(matrix, start, tensor);
        var scales = tensor.Scales.Span;
        for (var row = 0; row < scales.Length; row++)
        {
            var (panel, lane) = Math.DivRem(start + row, PanelMatrix.PanelRows);
            matrix.Scales(panel)[lane] = scales[row];
        }
    }

    private static void PackPairs<TPair>(PanelMatrix matrix, int start, WeightTensor tensor)
        where TPair : unmanaged
    {
        var pairCount = matrix.Columns / 2;
        for (var row = 0; row < tensor.Spec.Shape[0]; row++)
        {
            var pairs = MemoryMarshal.Cast<byte, TPair>(tensor.Bytes.Span.Slice(row * pairCount * sizeof(TPair), pairCount * sizeof(TPair)));
            var (panel, lane) = Math.DivRem(start + row, PanelMatrix.PanelRows);
            var to = (TPair*)matrix.Panel(panel) + lane;
            foreach (var pair in pairs)
            {
                *to = pair;
                to += PanelMatrix.PanelRows;
            }
        }
    }

    private static void PackInt4(PanelMatrix matrix, int start, WeightTensor tensor)
    {
        var pairCount = matrix.Columns / 2;
        var groups = tensor.GroupCount;
        for (var row = 0; row < tensor.Spec.Shape[0]; row++)
        {
            var (panel, lane) = Math.DivRem(start + row, PanelMatrix.PanelRows);
            var shift = 4 * (lane / Int4Kernel.LanesOfPair);
            lane %= Int4Kernel.LanesOfPair;
            var to = (uint*)matrix.Panel(panel) + lane;
            foreach (var pair in tensor.Bytes.Span.Slice(row * pairCount, pairCount))
            {
                *to |= ((uint)pair & 15) << shift | ((uint)pair >> 4) << (shift + 16);
                to += Int4Kernel.LanesOfPair;
            }

            // A scale is a bfloat16, the upper half of a float32.
            var scale = (uint*)matrix.Scales(panel) + (shift / 8 * Int4Kernel.LanesOfPair) + lane;
            foreach (var value in tensor.Scales.Span.Slice(row * groups, groups))
            {
                *scale |= BitConverter.SingleToUInt32Bits(value) >> (shift % 8 == 0 ? 16 : 0) & (shift % 8 == 0 ? 0x0000FFFFu : 0xFFFF0000u);
                scale += 2 * Int4Kernel.LanesOfPair;
            }
        }
    }
}
