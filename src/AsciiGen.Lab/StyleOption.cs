// The option that names a look, shared by several commands.

using System.CommandLine;

namespace AsciiGen.Lab;

internal static class StyleOption
{
    internal static Option<string> Create() => new("--style")
    {
        Description = string.Join(", ", Styles.Names),
        HelpName = "NAME",
        DefaultValueFactory = _ => Styles.NameOf(Style.Hand),
    };

    /// <summary>The style that was asked for.</summary>
    internal static Style Read(ParseResult parsed, Option<string> option) => Read(parsed.GetRequiredValue(option));

    /// <summary>A style by its name.</summary>
    internal static Style Read(string name) =>
        Styles.TryParse(name, out var style) ? style : throw new ArgumentException($"there is no style '{name}'; use {string.Join(", ", Styles.Names)}");
}
