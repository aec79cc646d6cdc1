// The innermost loop of every product: a tile of 12 rows and 32 columns stays in registers while it sums over K.
// A is read one number at a time, so it may lie in any order and needs no packing; B is read 32 numbers at a time.
// Which width of registers is used is chosen once; the sums of all three agree but for the rounding of fused products.

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AsciiGen.Training.Numerics;

/// <summary>A 12x32 tile of a product.</summary>
internal static unsafe class Tile
{
    /// <summary>Rows of the tile.</summary>
    public const int Rows = 12;

    /// <summary>Columns of the tile.</summary>
    public const int Columns = 32;

    private static readonly delegate*<int, float*, nint, nint, float*, nint, float*, nint, bool, void> _run = Choose();

    /// <summary>
    /// tile (12, 32) = or += sum over p below depth of A(i, p) B(p, j), with A(i, p) = a[i * rowStride + p * depthStride] and
    /// B(p, j) = b[p * strideB + j]. All 12 rows of A and 32 columns of B and of the tile must be there.
    /// </summary>
    public static void Run(int depth, float* a, nint rowStride, nint depthStride, float* b, nint strideB, float* tile, nint strideC, bool add) =>
        _run(depth, a, rowStride, depthStride, b, strideB, tile, strideC, add);

    private static delegate*<int, float*, nint, nint, float*, nint, float*, nint, bool, void> Choose()
    {
        if (Vector512.IsHardwareAccelerated) return &Tile512.Run;
        return Vector256.IsHardwareAccelerated && Fma.IsSupported ? &Tile256.Run : &Tile128.Run;
    }
}
