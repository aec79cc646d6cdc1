// The command line, split: words, options with a value (--name VALUE, --name=VALUE, --name:VALUE) and flags without one. After
// "--" everything is a word. Written here because the usual library brings the parsers of every type .NET has, 0.9 MB in a
// native program that carries three builds. Knows the names of the options (OptionTable), not what they mean.

namespace AsciiGen.Cli;

internal sealed class ArgumentList
{
    private const string SeeHelp = "See ascii-gen --help.";

    private readonly Dictionary<string, string> _values = [];
    private readonly List<string> _words = [];

    /// <summary>Splits the arguments.</summary>
    /// <param name="arguments">As typed.</param>
    /// <exception cref="ProgramException">An option is unknown, given twice, lacks its value or has one it does not take.</exception>
    public ArgumentList(string[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--")
            {
                _words.AddRange(arguments[(i + 1)..]);
                break;
            }

            if (arguments[i].Length < 2 || arguments[i][0] != '-')
            {
                _words.Add(arguments[i]);
                continue;
            }

            var (typed, value) = Split(arguments[i]);
            if (OptionTable.Find(typed) is not { Name: var name } option) throw Unknown(typed);
            if (option.Value is null) SetFlag(name, value);
            else if (value is not null) SetValue(name, value);
            else if (i + 1 < arguments.Length && !IsOption(arguments[i + 1])) SetValue(name, arguments[++i]);
            else throw Usage($"{name} needs a value. {SeeHelp}");
        }
    }

    /// <summary>What is no option, in order.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>True if the flag was given.</summary>
    public bool Has(string flag) => _values.ContainsKey(flag);

    /// <summary>The option's value, null if it was not given.</summary>
    public string? Value(string option) => _values.GetValueOrDefault(option);

    private static bool IsOption(string argument) => argument == "--" || OptionTable.Find(Split(argument).Name) is not null;

    private static (string Name, string? Value) Split(string argument)
    {
        var sign = argument.AsSpan().IndexOfAny('=', ':');
        return sign < 0 ? (argument, null) : (argument[..sign], argument[(sign + 1)..]);
    }

    private void SetFlag(string name, string? value)
    {
        if (value is not null) throw Usage($"{name} takes no value. Write it alone or leave it out.");
        _values[name] = "";
    }

    private void SetValue(string name, string value)
    {
        if (!_values.TryAdd(name, value)) throw Usage($"{name} is given more than once. Give it once.");
    }

    private static ProgramException Unknown(string name)
    {
        var near = OptionTable.Names.MinBy(known => Distance(known, name))!;
        return Usage($"there is no option '{name}'. {(Distance(near, name) <= 2 ? $"Did you mean {near}?" : SeeHelp)}");
    }

    // Levenshtein: letters to add, drop or change.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }

    private static ProgramException Usage(string message) => new(ExitCode.Usage, message);
}
