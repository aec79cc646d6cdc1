// How a drawing is to be shown, checked: format, file, colours. Does not know drawings; DrawingPrinter does as it says.

using AsciiGen.Rendering;

namespace AsciiGen.Cli;

/// <summary>How drawings are shown.</summary>
internal sealed record OutputOptions
{
    /// <summary>The format.</summary>
    public DrawingFormat Format { get; private init; } = DrawingFormat.Text;

    /// <summary>True when JSON is to be a line a drawing.</summary>
    public bool IsLines { get; private init; }

    /// <summary>The file, null for standard output.</summary>
    public string? Path { get; private init; }

    /// <summary>True when a file that exists may be replaced.</summary>
    public bool IsForced { get; private init; }

    /// <summary>Colours.</summary>
    public Theme Theme { get; private init; } = Themes.Plain;

    /// <summary>True when it is to be typed on a terminal.</summary>
    public bool IsAnimated { get; private init; }

    /// <summary>Drawings of each prompt.</summary>
    public int Count { get; private init; } = 1;

    /// <summary>What the format is called.</summary>
    public string FormatName => DrawingFormats.Names[(int)Format];

    /// <summary>True when drawings can follow each other in one stream.</summary>
    public bool IsOneAfterTheOther => IsLines || Format is DrawingFormat.Text or DrawingFormat.Markdown;

    /// <summary>True when rows can be shown before the drawing is done.</summary>
    public bool IsStreamed => Format == DrawingFormat.Text && Path is null && !IsAnimated && Count == 1;

    /// <summary>Reads and checks the options.</summary>
    /// <exception cref="ProgramException">They cannot be obeyed.</exception>
    public static OutputOptions Of(ArgumentList list, int count)
    {
        var path = list.Value("--output");
        if (path is "-") path = null;
        if (path is not null) OutputFile.Check(path, list.Has("--force"));
        else if (list.Has("--force")) throw Usage("--force goes with --output. Name a file, or leave it out.");
        var format = FormatOf(list, path);
        if (format == DrawingFormat.Png && path is null && Terminal.IsThere) throw Usage("--format png would fill the terminal with bytes. Add --output FILE, or > FILE.");
        return new OutputOptions
        {
            Format = format,
            IsLines = list.Has("--jsonl"),
            Path = path,
            IsForced = list.Has("--force"),
            Theme = ThemeOf(list.Value("--theme")),
            IsAnimated = list.Has("--animate"),
            Count = count,
        };
    }

    private static DrawingFormat FormatOf(ArgumentList list, string? path)
    {
        var format = DrawingFormat.Text;
        if (list.Value("--format") is { } name)
        {
            if (!DrawingFormats.TryParse(name, out format)) throw Usage($"there is no format '{name}'. Use one of {string.Join(", ", DrawingFormats.Names)}.");
            return list.Has("--jsonl") && format != DrawingFormat.Json ? throw Usage($"--jsonl and --format {name} exclude each other. Use one of them.") : format;
        }

        if (list.Has("--jsonl")) return DrawingFormat.Json;
        if (path is null) return format;
        return DrawingFormats.OfExtension(path) ?? throw Usage($"the name '{path}' does not tell a format. End it in .txt, .md, .json, .html, .svg or .png, or add --format.");
    }

    private static Theme ThemeOf(string? name)
    {
        if (name is null) return Themes.Plain;
        return Themes.TryParse(name, out var theme) ? theme : throw Usage($"there is no theme '{name}'. Use one of {string.Join(", ", Themes.Names)}.");
    }

    private static ProgramException Usage(string message) => new(ExitCode.Usage, message);
}
