// What a source is made of, which decides how it is read and which styles can come of it.

namespace AsciiGen.Corpus.Recipes;

/// <summary>What a source is made of.</summary>
public enum SourceKind
{
    /// <summary>Drawings made by hand: <c>hand</c>.</summary>
    Hand,

    /// <summary>FIGlet fonts: <c>figlet</c>.</summary>
    Figlet,

    /// <summary>An @iconify-json package: <c>icons</c>.</summary>
    Icons,

    /// <summary>A folder of SVG files: <c>pictures</c>.</summary>
    Pictures,

    /// <summary>Quick, Draw! drawings in one file: <c>quickdraw</c>.</summary>
    QuickDraw,
}
