// A block of float32 in 64-byte aligned native memory, seen as rows of equal length. The trainer works on
// pointers into such blocks; it never resizes one, so pointers stay valid as long as the tensor is reachable.

using System.Runtime.InteropServices;

namespace AsciiGen.Training.Numerics;

/// <summary>A float32 matrix (rows, columns) in aligned memory; a vector has one row.</summary>
public sealed unsafe class Tensor : IDisposable
{
    private const nuint Alignment = 64;
    private const nuint LargePage = 2 << 20; // bytes

    /// <summary>Allocates a zeroed matrix.</summary>
    public Tensor(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        Rows = rows;
        Columns = columns;
        var bytes = Math.Max((nuint)1, (nuint)Length * sizeof(float));
        Data = (float*)NativeMemory.AlignedAlloc(bytes, bytes < LargePage ? Alignment : LargePage);
        if (bytes >= LargePage) LargePages.Ask(Data, bytes);
        Clear();
    }

    /// <summary>Gives the memory back when nobody disposed it.</summary>
    ~Tensor() => NativeMemory.AlignedFree(Data);

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Floats in a row.</summary>
    public int Columns { get; }

    /// <summary>Floats in all.</summary>
    public long Length => (long)Rows * Columns;

    /// <summary>First float.</summary>
    public float* Data { get; private set; }

    /// <summary>All values; only for tensors below 2^31 elements.</summary>
    public Span<float> Values => new(Data, checked((int)Length));

    /// <summary>First float of a row.</summary>
    public float* Row(int row) => Data + ((long)row * Columns);

    /// <summary>Sets everything to zero.</summary>
    public void Clear() => NativeMemory.Clear(Data, (nuint)Length * sizeof(float));

    /// <inheritdoc />
    public void Dispose()
    {
        NativeMemory.AlignedFree(Data);
        Data = null;
        GC.SuppressFinalize(this);
    }
}
