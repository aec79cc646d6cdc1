// The texts this library carries: its schema, tables of words, templates. Line feeds, whatever the checkout had.

namespace AsciiGen.Corpus;

internal static class EmbeddedText
{
    /// <summary>A text by its logical name in the project file.</summary>
    internal static string Read(string name)
    {
        using var reader = new StreamReader(typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
