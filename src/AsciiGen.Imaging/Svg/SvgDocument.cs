// Reads SVG text as untrusted input: no document type (so no entities), no reference outside the document, no
// scripts, fonts, embedded images or filters, bounded size. What is refused is refused as a whole, with one line;
// nothing is ever fetched.

using System.Xml;
using System.Xml.Linq;

namespace AsciiGen.Imaging.Svg;

internal static class SvgDocument
{
    public const int MaxCharacters = 4_000_000;
    private const int MaxElements = 20_000;
    private const int MaxUses = 200;
    private const int MaxDepth = 64;

    private static readonly HashSet<string> _refused =
        ["image", "script", "foreignObject", "filter", "style", "font", "font-face", "iframe", "audio", "video", "a", "pattern", "marker", "tref"];

    /// <summary>Parses and checks an SVG document.</summary>
    /// <exception cref="ImageException">Not SVG, or something in it is refused.</exception>
    public static XElement Parse(string text, string name)
    {
        if (text.Length > MaxCharacters) throw new ImageException($"{name}: {text.Length} characters of SVG, the most is {MaxCharacters}; simplify the picture");
        try
        {
            CheckDepth(text);
            using var reader = Reader(text);
            var root = XDocument.Load(reader).Root!;
            if (root.Name.LocalName != "svg") throw new ImageException($"{name}: the root element is <{Clip(root.Name.LocalName)}>, expected <svg>");
            Check(root, name);
            return root;
        }
        catch (XmlException e)
        {
            var why = e.Message.Contains("DTD", StringComparison.Ordinal) ? "has a document type, which is refused; remove the <!DOCTYPE> line" : $"is not well-formed XML at line {e.LineNumber}";
            throw new ImageException($"{name}: {why}", e);
        }
    }

    private static XmlReader Reader(string text) => XmlReader.Create(new StringReader(text), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    private static void CheckDepth(string text)
    {
        using var reader = Reader(text);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth) throw new XmlException("nested too deeply", null, ((IXmlLineInfo)reader).LineNumber, 0);
        }
    }

    private static void Check(XElement root, string name)
    {
        int elements = 0, uses = 0;
        foreach (var element in root.DescendantsAndSelf())
        {
            var kind = element.Name.LocalName;
            if (++elements > MaxElements) throw new ImageException($"{name}: more than {MaxElements} elements; simplify the picture");
            if (_refused.Contains(kind)) throw new ImageException($"{name}: <{kind}> is refused; export plain shapes and paths");
            if (kind == "use" && ++uses > MaxUses) throw new ImageException($"{name}: more than {MaxUses} <use> elements; expand them");
            foreach (var attribute in element.Attributes()) CheckAttribute(attribute, name);
        }

        SvgWork.Check(root, name);
    }

    /// <summary>The id a use element points at, "" when it has none.</summary>
    public static string Reference(XElement use) =>
        use.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == "href")?.Value.TrimStart('#') ?? "";

    private static void CheckAttribute(XAttribute attribute, string name)
    {
        if (attribute.IsNamespaceDeclaration) return;
        var (key, value) = (attribute.Name.LocalName, attribute.Value);
        if (key.StartsWith("on", StringComparison.OrdinalIgnoreCase)) throw new ImageException($"{name}: event attribute '{Clip(key)}' is refused; remove it");
        if (key is "href" or "src" or "base" && !value.StartsWith('#'))
        {
            throw new ImageException($"{name}: reference to '{Clip(value)}' is refused; only references inside the document (#id) are read");
        }

        for (var at = value.IndexOf("url(", StringComparison.OrdinalIgnoreCase); at >= 0; at = value.IndexOf("url(", at + 4, StringComparison.OrdinalIgnoreCase))
        {
            if (!value.AsSpan(at + 4).TrimStart(" '\"").StartsWith("#")) throw new ImageException($"{name}: reference in {Clip(key)} is refused; only references inside the document (#id) are read");
        }

        if (key == "filter" || (key == "style" && value.Contains("filter", StringComparison.OrdinalIgnoreCase))) throw new ImageException($"{name}: a filter is refused; remove it");
        if (value.Contains("@import", StringComparison.OrdinalIgnoreCase)) throw new ImageException($"{name}: @import is refused; remove it");
    }

    private static string Clip(string value)
    {
        var line = value.ReplaceLineEndings(" ");
        return line.Length <= 40 ? line : line[..40] + "...";
    }
}
