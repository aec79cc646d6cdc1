// Why a package could not be had: no client, no network, a version that is gone, a checksum that differs, an archive
// that is damaged or hostile, a layout that changed. A build reports it and goes on without the source.

namespace AsciiGen.Corpus.Recipes;

/// <summary>A package or file of a recipe that could not be had, with a one-line message.</summary>
public sealed class PackageException : AsciiGenException
{
    /// <summary>An error with its one-line message.</summary>
    public PackageException(string message) : base(message) { }

    /// <summary>An error with its one-line message and what caused it.</summary>
    public PackageException(string message, Exception inner) : base(message, inner) { }
}
