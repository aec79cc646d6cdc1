// How much work an SVG document is for a renderer, every reference followed (uses, masks, clips, gradients): a few lines
// that refer to each other can mean hours, and so can one path that crosses itself everywhere, whose edges are all
// compared with each other. Counts, never expands or draws. Measured: the most that is allowed takes three seconds.

using System.Xml.Linq;

namespace AsciiGen.Imaging.Svg;

internal sealed class SvgWork
{
    private const long Most = 10_000_000;
    private const long Element = 250;
    private const long Character = 8;
    private const long Layer = 5_000; // opacity, masks and clips are drawn on a picture of their own
    private const long Crossings = 1_000; // work of a path: its length squared over this
    private const int MaxChain = 8;

    private readonly string _name;
    private readonly Dictionary<string, XElement> _byId = [];
    private readonly Dictionary<XElement, long> _known = [];

    private SvgWork(string name) => _name = name;

    /// <summary>Adds up what there is to draw.</summary>
    /// <exception cref="ImageException">Too much, references in a circle, or a chain of too many.</exception>
    public static void Check(XElement root, string name)
    {
        var references = new SvgWork(name);
        foreach (var element in root.DescendantsAndSelf())
        {
            if (element.Attribute("id") is { } id) references._byId.TryAdd(id.Value, element);
        }

        references.Measure(root, 0);
    }

    private long Measure(XElement element, int chain)
    {
        if (_known.TryGetValue(element, out var known)) return known;
        if (chain > MaxChain) throw new ImageException($"{_name}: a chain of more than {MaxChain} references, or one in a circle, is refused; expand them");
        var work = Element;
        foreach (var attribute in element.Attributes())
        {
            long length = attribute.Value.Length;
            work += (Character * length) + (length * length / Crossings);
            if (attribute.Name.LocalName is "opacity" or "mask" or "clip-path" or "style") work += Layer;
            foreach (var id in References(attribute))
            {
                if (_byId.TryGetValue(id, out var target)) work += Measure(target, chain + 1);
            }
        }

        foreach (var child in element.Elements()) work += Measure(child, chain);
        if (work > Most) throw new ImageException($"{_name}: too much to draw once its references are followed, which is refused; simplify its paths");
        _known[element] = work;
        return work;
    }

    private static IEnumerable<string> References(XAttribute attribute)
    {
        var value = attribute.Value;
        if (attribute.Name.LocalName == "href" && value.StartsWith('#')) yield return value[1..];
        for (var at = value.IndexOf("url(", StringComparison.OrdinalIgnoreCase); at >= 0; at = value.IndexOf("url(", at + 4, StringComparison.OrdinalIgnoreCase))
        {
            var end = value.IndexOf(')', at);
            yield return (end < 0 ? value[(at + 4)..] : value[(at + 4)..end]).Trim(' ', '\'', '"', '\t', '\n').TrimStart('#');
        }
    }
}
