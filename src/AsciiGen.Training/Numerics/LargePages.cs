// Asks the system for pages of 2 MiB. Products walk down columns of large matrices, where small pages cost a look-up in the
// page tables every few numbers. A wish only: where it is not granted, or on another system, everything is as it was.

using System.Runtime.InteropServices;

namespace AsciiGen.Training.Numerics;

internal static unsafe partial class LargePages
{
    private const int UseHugePages = 14; // MADV_HUGEPAGE of Linux

    /// <summary>Asks for large pages for freshly allocated memory.</summary>
    internal static void Ask(void* memory, nuint bytes)
    {
        if (OperatingSystem.IsLinux()) _ = Advise(memory, bytes, UseHugePages);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* memory, nuint bytes, int advice);
}
