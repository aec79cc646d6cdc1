// Writes a token pack of a few drawings as docs/FORMAT.md section 10 describes it, without the corpus.

using System.Text;
using AsciiGen.Formats;
using AsciiGen.Tokens;

namespace AsciiGen.Testing;

internal sealed class PackBuilder
{
    private readonly List<(string Text, string[] Prompts, Style Style, bool IsValidation, float Weight)> _artworks = [];

    /// <summary>Eight small drawings of our own, all different.</summary>
    public static IReadOnlyList<(string Subject, string Text)> Eight { get; } =
    [
        ("house", "   /\\\n  /  \\\n /____\\\n |    |\n | [] |\n |____|"),
        ("fish", "  ___\n /o  \\/|\n \\___/\\|"),
        ("cup", " ____\n|    |)\n|____|"),
        ("tree", "   *\n  ***\n *****\n   |\n   |"),
        ("flag", "|~~~~~\n|~~~~~\n|\n|\n|"),
        ("key", " __\n/  \\______\n\\__/--|_|_"),
        ("smile", " .---.\n/ o o \\\n|  v  |\n\\ '-' /\n '---'"),
        ("boat", "    |\\\n    | \\\n____|__\\_\n\\_______/"),
    ];

    public static PackBuilder OfEight()
    {
        var builder = new PackBuilder();
        foreach (var (subject, text) in Eight) builder.Add(text, [subject]);
        return builder;
    }

    public PackBuilder Add(string text, string[] prompts, Style style = Style.Hand, bool isValidation = false, float weight = 1)
    {
        _artworks.Add((text, prompts, style, isValidation, weight));
        return this;
    }

    public string Save(string directory)
    {
        var tokens = _artworks.Select(artwork => Tokenizer.Encode(artwork.Text)).ToArray();
        var prompts = _artworks.SelectMany(artwork => artwork.Prompts).Select(Encoding.ASCII.GetBytes).ToArray();
        int count = tokens.Length;
        var writer = new SafetensorsWriter();
        writer.AddU8("art.tokens", [tokens.Sum(t => t.Length)], [.. tokens.SelectMany(t => t)]);
        writer.AddI32("art.offsets", [count + 1], Offsets(tokens.Select(t => t.Length)));
        writer.AddI32("art.width", [count], [.. _artworks.Select(artwork => artwork.Text.Split('\n').Max(row => row.Length))]);
        writer.AddI32("art.height", [count], [.. _artworks.Select(artwork => artwork.Text.Split('\n').Length)]);
        writer.AddU8("art.style", [count], [.. _artworks.Select(artwork => (byte)artwork.Style)]);
        writer.AddU8("art.mirror", [count], [.. _artworks.Select(artwork => Mirror.TryFlip(artwork.Text, out _) ? (byte)1 : (byte)0)]);
        writer.AddU8("art.split", [count], [.. _artworks.Select(artwork => artwork.IsValidation ? (byte)1 : (byte)0)]);
        writer.AddFloats("art.weight", [count], [.. _artworks.Select(artwork => artwork.Weight)]);
        writer.AddI32("art.id", [count], [.. Enumerable.Range(1, count)]);
        writer.AddI32("art.prompts", [count + 1], Offsets(_artworks.Select(artwork => artwork.Prompts.Length)));
        writer.AddU8("prompt.text", [prompts.Sum(p => p.Length)], [.. prompts.SelectMany(p => p)]);
        writer.AddI32("prompt.offsets", [prompts.Length + 1], Offsets(prompts.Select(p => p.Length)));
        var path = Path.Combine(directory, "pack.safetensors");
        writer.Save(path);
        return path;
    }

    private static int[] Offsets(IEnumerable<int> lengths)
    {
        var offsets = new List<int> { 0 };
        foreach (var length in lengths) offsets.Add(offsets[^1] + length);
        return [.. offsets];
    }
}
