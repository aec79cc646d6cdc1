// An unpacked `@iconify-json/NAME` package: icons.json (pictures), info.json (licence and author). Every field is
// checked before use; the first thing that is wrong with a file is one line, and a malformed icon spoils only itself. Does not know what a name depicts.

using System.Numerics;
using System.Text.Json;

namespace AsciiGen.Imaging.Icons;

/// <summary>A set of icons with its licence.</summary>
public sealed class IconSet
{
    private const int MaxParents = 8;
    private const long MaxBytes = 256_000_000;

    private IconSet(string prefix, string title, string version, string license, string author, IReadOnlyList<Icon> icons)
    {
        (Prefix, Title, Version, License, Author, Icons) = (prefix, title, version, license, author, icons);
    }

    /// <summary>Short name, for example <c>lucide</c>.</summary>
    public string Prefix { get; }

    /// <summary>Full name, for example <c>Lucide</c>.</summary>
    public string Title { get; }

    /// <summary>Version of the package, "" when there is no package.json.</summary>
    public string Version { get; }

    /// <summary>SPDX identifier of the licence.</summary>
    public string License { get; }

    /// <summary>Who made it.</summary>
    public string Author { get; }

    /// <summary>The pictures in the file's order, hidden ones left out; aliases with a transform are pictures of their own.</summary>
    public IReadOnlyList<Icon> Icons { get; }

    /// <summary>Reads a package folder, or a folder that holds it as <c>package</c>.</summary>
    /// <exception cref="ImageException">A file is missing or malformed.</exception>
    public static IconSet Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(Path.Combine(folder, "icons.json")) && File.Exists(Path.Combine(folder, "package", "icons.json")))
        {
            folder = Path.Combine(folder, "package");
        }

        using var icons = Open(folder, "icons.json");
        using var info = Open(folder, "info.json");
        var version = "";
        if (File.Exists(Path.Combine(folder, "package.json")))
        {
            using var package = Open(folder, "package.json");
            version = OptionalText(package.RootElement, "version") ?? "";
        }

        var prefix = RequiredText(icons.RootElement, "prefix", "icons.json");
        return new IconSet(
            prefix,
            OptionalText(info.RootElement, "name") ?? prefix,
            version,
            RequiredText(Child(info.RootElement, "license", "info.json"), "spdx", "info.json: license"),
            RequiredText(Child(info.RootElement, "author", "info.json"), "name", "info.json: author"),
            ReadIcons(icons.RootElement, prefix));
    }

    private static JsonDocument Open(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw new ImageException($"{path}: larger than {MaxBytes} bytes");
            using var stream = File.OpenRead(path);
            var json = JsonDocument.Parse(stream);
            if (json.RootElement.ValueKind == JsonValueKind.Object) return json;
            json.Dispose();
            throw new ImageException($"{path}: expected a JSON object");
        }
        catch (JsonException e)
        {
            throw new ImageException($"{path}: not valid JSON at line {e.LineNumber + 1}; unpack the package again", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"{path}: cannot be read; give the folder of an unpacked @iconify-json package", e);
        }
    }

    private static List<Icon> ReadIcons(JsonElement root, string prefix)
    {
        var bodies = Child(root, "icons", "icons.json");
        var names = new Dictionary<string, List<string>>();
        var turned = new List<(string Name, Shape Shape)>();
        foreach (var alias in Entries(root, "aliases"))
        {
            if (Flag(alias.Value, "hidden")) continue;
            var shape = Resolve(root, alias.Name);
            if (shape.IsPlain) (names.TryGetValue(shape.Base, out var list) ? list : names[shape.Base] = []).Add(alias.Name);
            else turned.Add((alias.Name, shape));
        }

        var icons = new List<Icon>();
        foreach (var entry in bodies.EnumerateObject())
        {
            if (Flag(entry.Value, "hidden")) continue;
            icons.Add(BuildOrExplain(prefix, entry.Name, () => Build(root, prefix, entry.Name, Resolve(root, entry.Name), names.GetValueOrDefault(entry.Name) ?? [])));
        }

        icons.AddRange(turned.Select(alias => BuildOrExplain(prefix, alias.Name, () => Build(root, prefix, alias.Name, alias.Shape, []))));
        return icons;
    }

    private static Icon BuildOrExplain(string prefix, string name, Func<Icon> build)
    {
        try
        {
            return build();
        }
        catch (ImageException problem)
        {
            return new(prefix, name, "", Vector2.Zero, Vector2.One, 0, false, false, []) { Problem = problem.Message };
        }
    }

    /// <summary>A name followed to the icon that has the body, with the transforms met on the way.</summary>
    private readonly record struct Shape(string Base, int Turn, bool FlipAcross, bool FlipDown)
    {
        public bool IsPlain => Turn == 0 && !FlipAcross && !FlipDown;
    }

    private static Shape Resolve(JsonElement root, string name)
    {
        var shape = new Shape(name, 0, false, false);
        for (var step = 0; step <= MaxParents; step++)
        {
            var isIcon = Child(root, "icons", "icons.json").TryGetProperty(shape.Base, out var entry);
            if (!isIcon && !(root.TryGetProperty("aliases", out var aliases) && aliases.TryGetProperty(shape.Base, out entry)))
            {
                throw new ImageException($"icons.json: alias '{name}' leads to '{shape.Base}', which does not exist");
            }

            if (entry.ValueKind != JsonValueKind.Object) throw new ImageException($"icons.json: '{shape.Base}' is not an object");
            var turn = (shape.Turn + (int)OptionalNumber(entry, "rotate", 0)) & 3;
            shape = shape with { Turn = turn, FlipAcross = shape.FlipAcross ^ Flag(entry, "hFlip"), FlipDown = shape.FlipDown ^ Flag(entry, "vFlip") };
            if (isIcon) return shape;
            shape = shape with { Base = RequiredText(entry, "parent", $"icons.json: alias '{shape.Base}'") };
        }

        throw new ImageException($"icons.json: alias '{name}' goes through more than {MaxParents} others");
    }

    private static Icon Build(JsonElement root, string prefix, string name, Shape shape, IReadOnlyList<string> aliases)
    {
        var entry = root.GetProperty("icons").GetProperty(shape.Base);
        float Get(string field, float otherwise) => OptionalNumber(entry, field, OptionalNumber(root, field, otherwise));
        var size = new Vector2(Get("width", 16), Get("height", 16));
        if (!(size.X is > 0 and <= 65536 && size.Y is > 0 and <= 65536)) throw new ImageException($"icons.json: icon '{name}' is {size.X}x{size.Y}, expected 1..65536");
        var body = RequiredText(entry, "body", $"icons.json: icon '{shape.Base}'");
        return new(prefix, name, body, new(Get("left", 0), Get("top", 0)), size, shape.Turn, shape.FlipAcross, shape.FlipDown, aliases);
    }

    private static JsonElement Child(JsonElement parent, string field, string where) =>
        parent.TryGetProperty(field, out var child) && child.ValueKind == JsonValueKind.Object
            ? child
            : throw new ImageException($"{where}: '{field}' is missing or not an object");

    private static JsonProperty[] Entries(JsonElement root, string field) =>
        root.TryGetProperty(field, out _) ? [.. Child(root, field, "icons.json").EnumerateObject()] : [];

    private static string RequiredText(JsonElement parent, string field, string where) =>
        OptionalText(parent, field) ?? throw new ImageException($"{where}: '{field}' is missing or not a text");

    private static string? OptionalText(JsonElement parent, string field) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static float OptionalNumber(JsonElement parent, string field, float otherwise) =>
        parent.TryGetProperty(field, out var value)
            ? value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) ? number : throw new ImageException($"icons.json: '{field}' is not a number")
            : otherwise;

    private static bool Flag(JsonElement parent, string field) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.True;
}
