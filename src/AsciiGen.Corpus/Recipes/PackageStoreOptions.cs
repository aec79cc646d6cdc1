// Limits of a package store and where it finds the clients. The defaults are generous for icon sets (the largest of
// the default recipe unpacks to 173 MB) and stop a package bomb long before the disk is full.

using System.Runtime.InteropServices;

namespace AsciiGen.Corpus.Recipes;

/// <summary>How a package store works.</summary>
public sealed record PackageStoreOptions
{
    /// <summary>Folders in which the clients are looked for, written like the variable PATH.</summary>
    public string SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>Longest time for one download.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most downloads at the same time.</summary>
    public int Downloads { get; init; } = 3;

    /// <summary>Most files and folders in one package.</summary>
    public int MaxEntries { get; init; } = 100_000;

    /// <summary>Most bytes of one unpacked package.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>Most bytes of one file.</summary>
    public long MaxFileBytes { get; init; } = 1L << 28;

    /// <summary>Debian's name of the machine's architecture, which decides between checksums.</summary>
    public string Architecture { get; init; } = RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        System.Runtime.InteropServices.Architecture.X86 => "i386",
        System.Runtime.InteropServices.Architecture.Arm => "armhf",
        var other => other.ToString().ToLowerInvariant(),
    };
}
