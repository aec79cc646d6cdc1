// Tiny archives made in memory, honest and hostile, and clients that are shell scripts: no test touches the network.

using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using AsciiGen.Corpus.Recipes;

namespace AsciiGen.Corpus.Tests;

internal static class PackageArchives
{
    /// <summary>A tar of files; an entry that is no file is made by the caller.</summary>
    internal static byte[] Tar(params TarEntry[] entries)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var entry in entries) writer.WriteEntry(entry);
        }

        return stream.ToArray();
    }

    internal static TarEntry Entry(string name, string text = "x") =>
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.ASCII.GetBytes(text)) };

    internal static TarEntry Link(TarEntryType type, string name, string target) => new PaxTarEntry(type, name) { LinkName = target };

    internal static byte[] GZip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest)) zip.Write(bytes);
        return stream.ToArray();
    }

    internal static string Checksum(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    internal static RecipePackage Npm(byte[] archive) => new(PackageClient.Npm, "@a/cats", "1.2.3", new Dictionary<string, string> { [""] = Checksum(archive) });

    internal static RecipePackage Apt(byte[] archive) => new(PackageClient.Apt, "cats", "1:2-3", new Dictionary<string, string> { [""] = Checksum(archive) });

    /// <summary>A shell script on a search path of its own.</summary>
    internal static void Script(string folder, string program, string body)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, program);
        File.WriteAllText(file, "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
