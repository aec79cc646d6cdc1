// An option whose value is one of a few names, the members of an enumeration in lower case.

using System.CommandLine;

namespace AsciiGen.Lab;

internal static class ChoiceOption
{
    /// <summary>An option for one of the names; the description lists them.</summary>
    internal static Option<string> Create<T>(string name, string description, T otherwise)
        where T : struct, Enum => new(name)
    {
        Description = $"{description}: {string.Join(" or ", Names<T>())}",
        HelpName = "NAME",
        DefaultValueFactory = _ => NameOf(otherwise),
    };

    /// <summary>The member that was asked for.</summary>
    internal static T Read<T>(ParseResult parsed, Option<string> option)
        where T : struct, Enum
    {
        var name = parsed.GetRequiredValue(option);
        foreach (var value in Enum.GetValues<T>())
        {
            if (NameOf(value) == name) return value;
        }

        throw new ArgumentException($"{option.Name} is '{name}'; use {string.Join(" or ", Names<T>())}");
    }

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(NameOf);

#pragma warning disable CA1308 // Names on a command line are lower case.
    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
