// Floats that start on a cache line and never move. A pinned managed array rather than native memory: a span of it
// keeps it alive, so nothing can be read after it was freed, and there is nothing to dispose.

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AsciiGen.Numerics;

/// <summary>Zeroed floats that start at a multiple of 64 bytes.</summary>
internal sealed class AlignedBuffer
{
    /// <summary>Bytes of a cache line and of the widest vector register.</summary>
    public const int Alignment = 64;

    /// <summary>Floats in <see cref="Alignment"/> bytes.</summary>
    public const int Lanes = Alignment / sizeof(float);

    private readonly float[] _storage;
    private readonly int _start;

    /// <summary>Allocates zeroed floats.</summary>
    /// <param name="length">Number of floats, 0..<see cref="MaxLength"/>.</param>
    /// <param name="isCleared">False leaves what was there before: for room that is written before it is read.</param>
    public AlignedBuffer(long length, bool isCleared = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        _storage = isCleared ? GC.AllocateArray<float>((int)length + Lanes, pinned: true) : GC.AllocateUninitializedArray<float>((int)length + Lanes, pinned: true);
        Length = (int)length;
        _start = Misalignment(_storage) is 0 ? 0 : (Alignment - Misalignment(_storage)) / sizeof(float);
    }

    /// <summary>Most floats of one buffer.</summary>
    public static long MaxLength => Array.MaxLength - Lanes;

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The first float; alive as long as this object is.</summary>
    internal unsafe float* Pointer => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_storage)) + _start;

    /// <summary>All floats.</summary>
    public Span<float> Span => _storage.AsSpan(_start, Length);

    /// <summary>Some of the floats, bounds checked.</summary>
    public Span<float> Slice(int start, int length) => Span.Slice(start, length);

    /// <summary>The next multiple of <see cref="Lanes"/>: lengths rounded up so keep what follows aligned.</summary>
    public static long RoundUp(long length) => (length + Lanes - 1) / Lanes * Lanes;

    private static unsafe int Misalignment(float[] pinned) =>
        (int)((nuint)Unsafe.AsPointer(ref pinned[0]) % Alignment);
}
