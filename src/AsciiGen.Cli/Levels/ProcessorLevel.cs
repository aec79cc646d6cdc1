// The levels of x86-64: v2 is what every processor since 2009 has, v3 adds AVX2 and FMA, v4 adds AVX-512. A processor is
// asked itself (CPUID); whether the kernel lets programs use the wide registers stands in /proc/cpuinfo. Both must agree:
// an emulator shows the processor of its host there. Does not know what is done with the answer.

using System.Runtime.Intrinsics.X86;
using System.Text;

namespace AsciiGen.Cli.Levels;

internal static class ProcessorLevel
{
    /// <summary>The level that needs nothing but SSE4.2.</summary>
    public const int Least = 2;

    // Bits of leaf 1 ECX: FMA, MOVBE, OSXSAVE, AVX, F16C; of leaf 7 EBX; of leaf 0x80000001 ECX: LZCNT.
    private const int Leaf1OfV3 = 1 << 12 | 1 << 22 | 1 << 27 | 1 << 28 | 1 << 29;
    private const int Leaf7OfV3 = 1 << 3 | 1 << 5 | 1 << 8; // BMI1, AVX2, BMI2
    private const int ExtendedOfV3 = 1 << 5;
    private const int Leaf7OfV4 = 1 << 16 | 1 << 17 | 1 << 28 | 1 << 30 | 1 << 31; // AVX-512 F, DQ, CD, BW, VL

    /// <summary>The highest level, 2 to 4, that processor and kernel support.</summary>
    public static int Highest { get; } = Find();

    private static int Find()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7) return Least;
        var leaf7 = X86Base.CpuId(7, 0).Ebx;
        var isV3 = Has(X86Base.CpuId(1, 0).Ecx, Leaf1OfV3) && Has(leaf7, Leaf7OfV3) && Has(X86Base.CpuId(unchecked((int)0x80000001), 0).Ecx, ExtendedOfV3);
        if (!isV3) return Least;
        var usable = UsableFlags();
        if (!usable.Contains(" avx2 ", StringComparison.Ordinal)) return Least;
        return Has(leaf7, Leaf7OfV4) && usable.Contains(" avx512vl ", StringComparison.Ordinal) ? 4 : 3;
    }

    private static bool Has(int bits, int wanted) => (bits & wanted) == wanted;

    // The first processor's "flags : fpu vme ..." between blanks, empty if it cannot be read. It lies in the first 4 KB.
    private static string UsableFlags()
    {
        try
        {
            using var file = File.OpenHandle("/proc/cpuinfo");
            var bytes = new byte[4096];
            var text = Encoding.ASCII.GetString(bytes, 0, RandomAccess.Read(file, bytes, 0));
            var start = text.IndexOf("\nflags", StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf('\n', start + 1);
            return end < 0 ? "" : text[start..end] + " ";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
