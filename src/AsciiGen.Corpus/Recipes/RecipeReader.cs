// JSON -> Recipe. Everything that could go wrong later is refused here: names and versions that are no exact pins,
// paths that lead out, licences that are not on our list, families half held out, styles a kind cannot have.

using System.Text.Json;
using System.Text.RegularExpressions;

namespace AsciiGen.Corpus.Recipes;

internal static partial class RecipeReader
{
    private const string Format = "ascii-gen-recipe";
    private const int FormatVersion = 1;
    private const int MaxCharacters = 4_000_000;

    internal static Recipe Read(string json, string file, string root)
    {
        if (json.Length > MaxCharacters) throw new CorpusException($"{file}: has {json.Length} characters, the most is {MaxCharacters}. Give a recipe.");
        using var document = Parse(json, file);
        var fields = new RecipeFields(document.RootElement, $"{file}:");
        fields.OneOf("format", [Format]);
        if (fields.Count("format_version") is var version and not FormatVersion)
        {
            throw fields.Wrong("format_version", $"{version}", $"{FormatVersion}, which this program reads");
        }

        var sources = fields.Objects("sources", required: true).Select(item => ReadSource(item, root)).ToList();
        var wordLists = fields.Objects("word_lists", required: false).Select(ReadWordList).ToList();
        fields.Finish();
        RefuseDuplicates(file, "sources", sources.Select(source => source.Name));
        RefuseDuplicates(file, "word_lists", wordLists.Select(list => list.Name));
        RefuseHalfFamilies(file, sources);
        return new Recipe(file, sources, wordLists);
    }

    private static JsonDocument Parse(string json, string file)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException error)
        {
            throw new CorpusException($"{file}: is not valid JSON ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')}).", error);
        }
    }

    private static RecipeSource ReadSource(RecipeFields fields, string root)
    {
        var name = Name(fields, "name", fields.Text("name"));
        var kind = (SourceKind)fields.OneOf("kind", RecipeNames.SourceKinds);
        var path = fields.OptionalText("path");
        var package = fields.OptionalObject("package") is { } item ? ReadPackage(item) : null;
        if ((path is null) == (package is null)) throw fields.Problem("needs one of the fields 'path' and 'package', not both");
        var source = new RecipeSource
        {
            Name = name,
            Kind = kind,
            Family = fields.OptionalText("family") is { } family ? Name(fields, "family", family) : name,
            Path = path is null ? null : Path.GetFullPath(Path.Combine(root, Relative(fields, "path", path))),
            Package = package is null ? null : package with { Expected = kind == SourceKind.Icons ? ["icons.json", "info.json"] : [] },
            License = OpenLicenses.OfSources[fields.OneOf("license", OpenLicenses.OfSources)],
            Attribution = fields.Text("attribution"),
            Url = Url(fields),
            Note = fields.OptionalText("note"),
            IsHeldOut = fields.Flag("held_out"),
            Styles = ReadStyles(fields, kind),
            Include = fields.Texts("include"),
            Exclude = fields.Texts("exclude"),
            MaxPictures = fields.OptionalCount("max_pictures"),
            HasMadeUpWords = fields.Flag("made_up_words"),
        };
        fields.Finish();
        if (source.HasMadeUpWords && kind != SourceKind.Figlet) throw fields.Wrong("made_up_words", "true", "it with sources of the kind figlet only");
        if (OpenLicenses.AsksForAttribution(source.License) && !source.Attribution.Contains("redrawn as text", StringComparison.Ordinal))
        {
            throw fields.Wrong("attribution", $"'{source.Attribution}'", $"a line with 'redrawn as text', since {source.License} asks to tell what was changed");
        }

        return source;
    }

    private static RecipeWordList ReadWordList(RecipeFields fields)
    {
        var name = Name(fields, "name", fields.Text("name"));
        var kind = (WordListKind)fields.OneOf("kind", RecipeNames.WordListKinds);
        var package = ReadPackage(fields.OptionalObject("package") ?? throw fields.Problem("has no field 'package'"));
        var list = new RecipeWordList(
            name,
            kind,
            package with { Expected = FilesOf(kind) },
            OpenLicenses.OfWordLists[fields.OneOf("license", OpenLicenses.OfWordLists)],
            fields.Text("attribution"),
            Url(fields));
        fields.Finish();
        return list;
    }

    // What TagLists and WordNet read, so that a package of another layout is told as such.
    private static string[] FilesOf(WordListKind kind) => kind switch
    {
        WordListKind.Emojibase => ["en/data.json"],
        WordListKind.Emojilib => ["dist/emoji-en-US.json"],
        WordListKind.Mdi => ["meta.json"],
        WordListKind.Tabler => ["icons.json"],
        WordListKind.Lucide => ["tags.json"],
        _ => ["data.noun", "index.noun"],
    };

    private static RecipePackage ReadPackage(RecipeFields fields)
    {
        var client = (PackageClient)fields.OneOf("client", RecipeNames.Clients);
        var (name, version) = (fields.Text("name"), fields.Text("version"));
        if (!(client == PackageClient.Npm ? NpmName() : AptName()).IsMatch(name)) throw fields.Wrong("name", $"'{name}'", $"the name of a package of {RecipeNames.Of(client)}");
        if (!(client == PackageClient.Npm ? NpmVersion() : AptVersion()).IsMatch(version)) throw fields.Wrong("version", $"'{version}'", "one exact version");
        var checksums = fields.TextByKey("sha256");
        foreach (var (architecture, checksum) in checksums)
        {
            if (!Checksum().IsMatch(checksum)) throw fields.Wrong("sha256", $"'{checksum}'", "64 digits of 0-9 and a-f");
            if (architecture.Length > 0 && (client == PackageClient.Npm || !Architecture().IsMatch(architecture)))
            {
                throw fields.Wrong("sha256", $"given for '{architecture}'", "one text, or for apt an object by Debian architecture");
            }
        }

        var package = new RecipePackage(client, name, version, checksums)
        {
            Under = fields.OptionalText("under") is { } under ? Relative(fields, "under", under) : "",
            LicenseFile = fields.OptionalText("license_file") is { } license ? Relative(fields, "license_file", license) : null,
        };
        fields.Finish();
        return package;
    }

    private static List<Style> ReadStyles(RecipeFields fields, SourceKind kind)
    {
        Style[] possible = kind switch
        {
            SourceKind.Hand => [Style.Hand],
            SourceKind.Figlet => [Style.Banner],
            SourceKind.QuickDraw => [Style.Line],
            _ => [Style.Line, Style.Solid],
        };
        var names = possible.Select(Styles.NameOf).ToList();
        var written = fields.Texts("styles");
        return written.Count > 0
            ? [.. written.Select(text => possible[fields.IndexOf("styles", text, names)]).Order()]
            : throw fields.Problem($"has no field 'styles'; {RecipeNames.Of(kind)} can have {string.Join(", ", names)}");
    }

    private static string Name(RecipeFields fields, string field, string text) =>
        NameText().IsMatch(text) ? text : throw fields.Wrong(field, $"'{text}'", "small letters, digits and hyphens, at most 60");

    private static string Url(RecipeFields fields)
    {
        var text = fields.Text("url");
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && !text.Any(c => c is '(' or ')' or '|' || char.IsWhiteSpace(c))
            ? text
            : throw fields.Wrong("url", $"'{text}'", "an address that begins with https://");
    }

    private static string Relative(RecipeFields fields, string field, string path) =>
        !path.Contains('\\', StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal) && path.Split('/').All(part => part is not ("" or "." or ".."))
            ? path
            : throw fields.Wrong(field, $"'{path}'", "a relative path with forward slashes and without '..'");

    private static void RefuseDuplicates(string file, string list, IEnumerable<string> names)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new CorpusException($"{file}: {list} holds the name '{twice.Key}' twice. Give each a name of its own.");
        }
    }

    private static void RefuseHalfFamilies(string file, IEnumerable<RecipeSource> sources)
    {
        if (sources.GroupBy(source => source.Family, StringComparer.Ordinal).FirstOrDefault(family => family.DistinctBy(source => source.IsHeldOut).Count() > 1) is { } half)
        {
            throw new CorpusException($"{file}: of the family '{half.Key}' some sources are held out and some are not. Give all of them the same 'held_out'.");
        }
    }

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9-]{0,59})\z")]
    private static partial Regex NameText();

    [GeneratedRegex(@"\A(?:@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*\z")]
    private static partial Regex NpmName();

    [GeneratedRegex(@"\A[0-9]+\.[0-9]+\.[0-9]+(?:[-+][0-9A-Za-z.+-]+)?\z")]
    private static partial Regex NpmVersion();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9+.-]+\z")]
    private static partial Regex AptName();

    [GeneratedRegex(@"\A[0-9][0-9A-Za-z.+:~-]*\z")]
    private static partial Regex AptVersion();

    [GeneratedRegex(@"\A[a-z0-9-]+\z")]
    private static partial Regex Architecture();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Checksum();
}
