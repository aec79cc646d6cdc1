// The published file for Linux on x64 is the program compiled for x86-64-v2 and carries, as resources, the same program
// compiled for v3 and v4 as libraries without a model, packed. This is the outer side: it takes the best that the processor
// can run, unpacks it into memory and hands over. If that fails the outer build draws itself: slower, the same text. A third
// library is the one that knows MCP: seldom asked for, and as large as all the others together.
// A build without such resources (the JIT's, other systems') is left alone.

using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AsciiGen.Cli.Levels;

internal static unsafe partial class CarriedBuilds
{
    /// <summary>The environment variable that asks for a level: v2, v3 or v4.</summary>
    public const string LevelVariable = "ASCII_GEN_LEVEL";

    private const string McpName = "x86-64-mcp"; // compiled for McpLevel
    private const int McpLevel = 3;
    private const uint CloseOnExec = 1; // MFD_CLOEXEC
    private const int FileSizeLimit = 1; // RLIMIT_FSIZE

    /// <summary>Runs the program in a faster build; null if there is none and this one has to.</summary>
    /// <exception cref="ProgramException">The environment asks for a level that cannot be had.</exception>
    public static int? Run(string[] arguments)
    {
        if (CommandLine.IsMcp(arguments) && EmbeddedResources.Has(McpName)) return RunMcp(arguments);
        var carried = Enumerable.Range(ProcessorLevel.Least + 1, 2).Where(level => EmbeddedResources.Has(NameOf(level))).ToArray();
        if (carried.Length == 0) return null;
        var level = AskedLevel(carried) ?? carried.LastOrDefault(level => level <= ProcessorLevel.Highest, ProcessorLevel.Least);
        return level == ProcessorLevel.Least ? null : RunLibrary(NameOf(level), arguments);
    }

    private static int RunMcp(string[] arguments)
    {
        if (ProcessorLevel.Highest < McpLevel) throw new ProgramException(ExitCode.Failed, "ascii-gen mcp needs a processor with AVX2, which they have had since 2013. Draw without it, or use ascii-gen-server elsewhere.");
        return RunLibrary(McpName, arguments)
            ?? throw new ProgramException(ExitCode.Failed, "ascii-gen mcp needs a file in memory, which this system does not give. Raise the limit for file sizes (ulimit -f).");
    }

    private static string NameOf(int level) => $"x86-64-v{level}";

    private static int? AskedLevel(int[] carried)
    {
        if (Environment.GetEnvironmentVariable(LevelVariable) is not { Length: > 0 } asked) return null;
        foreach (var level in carried.Prepend(ProcessorLevel.Least))
        {
            if (asked != $"v{level}") continue;
            return level <= ProcessorLevel.Highest
                ? level
                : throw new ProgramException(ExitCode.Failed, $"{LevelVariable} is '{asked}', this processor goes up to v{ProcessorLevel.Highest}. Unset it to get the best.");
        }

        var inside = string.Join(", ", carried.Prepend(ProcessorLevel.Least).Select(level => $"v{level}"));
        throw new ProgramException(ExitCode.Failed, $"{LevelVariable} is '{asked}', this program has {inside}. Use one of them or unset it.");
    }

    // A file that exists in memory only is the one thing the loader takes that needs no place on a disk.
    private static int? RunLibrary(string name, string[] arguments)
    {
        using var library = EmbeddedResources.Open(name)!;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(library.PositionPointer + library.Length - sizeof(uint), sizeof(uint))); // gzip ends with it
        // A write beyond the limit for files, which holds in memory too, would end the process.
        var limit = stackalloc ulong[2];
        if (GetLimit(FileSizeLimit, limit) != 0 || limit[0] < length) return null;
        using var file = new SafeFileHandle(CreateMemoryFile("ascii-gen", CloseOnExec), ownsHandle: true);
        if (file.IsInvalid) return null;
        try
        {
            Unpack(library, file);
        }
        catch (IOException)
        {
            return null;
        }

        if (!NativeLibrary.TryLoad($"/proc/self/fd/{file.DangerousGetHandle()}", out var loaded)) return null;
        if (!NativeLibrary.TryGetExport(loaded, CarriedEntry.Name, out var address)) return null;
        file.Close();
        fixed (char* text = string.Concat(arguments.Select(argument => argument + '\0')))
        {
            return ((delegate* unmanaged<int, char*, delegate* unmanaged<char*, long*, byte*>, int>)address)(arguments.Length, text, &FindResource);
        }
    }

    private static void Unpack(Stream packed, SafeFileHandle file)
    {
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        var block = new byte[1 << 16];
        long place = 0;
        for (int count; (count = unpacked.Read(block)) > 0; place += count) RandomAccess.Write(file, block.AsSpan(0, count), place);
    }

    // What the carried build asks for its model.
    [UnmanagedCallersOnly]
    private static byte* FindResource(char* name, long* length)
    {
        var found = EmbeddedResources.Open(new string(name));
        *length = found?.Length ?? 0;
        return found is null ? null : found.PositionPointer;
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, ulong* softAndHard);
}
