// The ordinary clients that packages come through.

namespace AsciiGen.Corpus.Recipes;

/// <summary>A client that downloads packages.</summary>
public enum PackageClient
{
    /// <summary><c>npm pack</c>.</summary>
    Npm,

    /// <summary><c>apt-get download</c>.</summary>
    Apt,
}
