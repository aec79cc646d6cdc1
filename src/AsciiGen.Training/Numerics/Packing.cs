// Copies of matrices in the order in which a tile reads them: panels of 32 columns, the 32 numbers of a row side by side,
// zeros where the matrix ends. Turning a matrix around goes by blocks of 4x4 in registers, which needs a quarter of the stores.

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AsciiGen.Training.Numerics;

/// <summary>Lays matrices out as panels of <see cref="Tile.Columns"/> columns.</summary>
internal static unsafe class Packing
{
    /// <summary>Panels of a matrix with so many columns.</summary>
    public static int PanelsFor(int columns) => (columns + Tile.Columns - 1) / Tile.Columns;

    /// <summary>panel (depth, 32) from source (depth, columns) with a stride; columns 1..32, the rest zero.</summary>
    public static void Copy(float* source, long stride, int depth, int columns, float* panel)
    {
        if (columns < Tile.Columns) new Span<float>(panel, depth * Tile.Columns).Clear();
        for (var p = 0; p < depth; p++, source += stride, panel += Tile.Columns)
        {
            var i = 0;
            for (; i + 16 <= columns; i += 16) Vector512.Load(source + i).Store(panel + i);
            for (; i < columns; i++) panel[i] = source[i];
        }
    }

    /// <summary>Asks for numbers that will be read soon; a hint only.</summary>
    public static void Prefetch(float* source, int count)
    {
        if (!Sse.IsSupported) return;
        for (var i = 0; i < count; i += 16) Sse.Prefetch1(source + i);
    }

    /// <summary>narrow (depth, 12) from source (depth, columns) with a stride; columns 1..12, the rest zero.</summary>
    public static void CopyNarrow(float* source, long stride, int depth, int columns, float* narrow)
    {
        if (columns < Tile.Rows)
        {
            new Span<float>(narrow, depth * Tile.Rows).Clear();
            for (var p = 0; p < depth; p++) new ReadOnlySpan<float>(source + (p * stride), columns).CopyTo(new Span<float>(narrow + (p * Tile.Rows), columns));
            return;
        }

        for (var p = 0; p < depth; p++, source += stride, narrow += Tile.Rows)
        {
            Vector256.Load(source).Store(narrow);
            Vector128.Load(source + 8).Store(narrow + 8);
        }
    }

    /// <summary>target (columns, rows) = source (rows, columns) turned around.</summary>
    public static void Turn(float* source, int rows, int columns, float* target)
    {
        for (var column = 0; column < columns; column++)
        {
            for (var row = 0; row < rows; row++) target[((long)column * rows) + row] = source[((long)row * columns) + column];
        }
    }

    /// <summary>panel (depth, 32) from source (columns, depth) with a stride, turned around; columns 1..32, the rest zero.</summary>
    public static void Transpose(float* source, long stride, int depth, int columns, float* panel)
    {
        if (columns < Tile.Columns) new Span<float>(panel, depth * Tile.Columns).Clear();
        var i = 0;
        for (; Sse.IsSupported && i + 4 <= columns; i += 4)
        {
            var row = source + (i * stride);
            var p = 0;
            for (; p + 4 <= depth; p += 4)
            {
                Vector128<float> a = Vector128.Load(row + p), b = Vector128.Load(row + stride + p);
                Vector128<float> c = Vector128.Load(row + (2 * stride) + p), d = Vector128.Load(row + (3 * stride) + p);
                Vector128<float> abLow = Sse.UnpackLow(a, b), cdLow = Sse.UnpackLow(c, d), abHigh = Sse.UnpackHigh(a, b), cdHigh = Sse.UnpackHigh(c, d);
                var column = panel + (p * Tile.Columns) + i;
                Sse.MoveLowToHigh(abLow, cdLow).Store(column);
                Sse.MoveHighToLow(cdLow, abLow).Store(column + Tile.Columns);
                Sse.MoveLowToHigh(abHigh, cdHigh).Store(column + (2 * Tile.Columns));
                Sse.MoveHighToLow(cdHigh, abHigh).Store(column + (3 * Tile.Columns));
            }

            for (; p < depth; p++)
            {
                for (var lane = 0; lane < 4; lane++) panel[(p * Tile.Columns) + i + lane] = row[(lane * stride) + p];
            }
        }

        for (; i < columns; i++)
        {
            for (var p = 0; p < depth; p++) panel[(p * Tile.Columns) + i] = source[(i * stride) + p];
        }
    }
}
