// Arguments -> a checked request. System.CommandLine splits the arguments; every message is written here, and every
// number is refused outside its range, never clamped. Knows the terminal's size only through Terminal.

using System.CommandLine;
using System.Globalization;
using System.Numerics;
using AsciiGen.Decoding;
using AsciiGen.Tokens;

namespace AsciiGen.Cli;

/// <summary>What the person at the keyboard asked for.</summary>
internal sealed record CommandLine(ProgramAction Action, string? ModelPath, GenerateOptions? Options, bool Verbose)
{
    private const string SeeHelp = "See ascii-gen --help.";

    private static readonly SamplingOptions _defaults = new();

    private static readonly Argument<string[]> _prompt = new("PROMPT") { Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<int?> _width = Number<int>("--width", 1, "columns");
    private static readonly Option<int?> _height = Number<int>("--height", 1, "rows");
    private static readonly Option<int?> _maxCharacters = Number<int>("--max-chars", 1, "characters");
    private static readonly Option<string?> _characters = new("--charset");
    private static readonly Option<string?> _style = new("--style");
    private static readonly Option<ulong?> _seed = Number<ulong>("--seed", 0, "");
    private static readonly Option<float?> _temperature = Number("--temperature", 0f, "", 100f);
    private static readonly Option<int?> _topK = Number<int>("--top-k", 0, "tokens");
    private static readonly Option<float?> _topP = Number("--top-p", 0.001f, "", 1f);
    private static readonly Option<float?> _minP = Number("--min-p", 0f, "", 1f);
    private static readonly Option<bool> _greedy = Flag("--greedy");
    private static readonly Option<string?> _model = new("--model");
    private static readonly Option<bool> _verbose = Flag("--verbose");
    private static readonly Option<bool> _info = Flag("--info");
    private static readonly Option<bool> _version = Flag("--version");
    private static readonly Option<bool> _help = Flag("--help", "-h");

    private static readonly Option[] _options =
    [
        _width, _height, _maxCharacters, _characters, _style, _seed, _temperature, _topK, _topP, _minP,
        _greedy, _model, _verbose, _info, _version, _help,
    ];

    /// <summary>Reads and checks the arguments.</summary>
    /// <exception cref="ProgramException">They cannot be understood or obeyed.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        RefuseValuesOfFlags(arguments);
        var root = new Command("ascii-gen") { _prompt };
        foreach (var option in _options) root.Add(option);
        var result = root.Parse(arguments, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });

        if (result.GetValue(_help)) return new(ProgramAction.Help, null, null, false);
        RefuseUnknownOptions(arguments, result.GetValue(_prompt) ?? []);
        if (result.Errors.Count > 0) throw Usage(Reword(result.Errors[0].Message));
        var modelPath = result.GetValue(_model);
        if (result.GetValue(_version)) return new(ProgramAction.Version, null, null, false);
        if (result.GetValue(_info)) return new(ProgramAction.Info, modelPath, null, false);

        var options = new GenerateOptions
        {
            Prompt = PromptCheck.Read(string.Join(' ', result.GetValue(_prompt) ?? [])),
            Style = StyleOf(result.GetValue(_style)),
            Width = result.GetValue(_width) ?? Terminal.DefaultWidth,
            Height = result.GetValue(_height) ?? Terminal.DefaultHeight,
            MaxCharacters = result.GetValue(_maxCharacters) ?? int.MaxValue,
            Characters = CharactersOf(result.GetValue(_characters)),
            Sampling = SamplingOf(result),
        };
        return new(ProgramAction.Draw, modelPath, options, result.GetValue(_verbose));
    }

    private static SamplingOptions SamplingOf(ParseResult result)
    {
        var greedy = result.GetValue(_greedy);
        var temperature = result.GetValue(_temperature);
        if (greedy && temperature > 0) throw Usage("--greedy and --temperature exclude each other. Use one of them.");
        return new SamplingOptions
        {
            Temperature = greedy ? 0 : temperature ?? _defaults.Temperature,
            TopK = result.GetValue(_topK) ?? _defaults.TopK,
            TopP = result.GetValue(_topP) ?? _defaults.TopP,
            MinP = result.GetValue(_minP) ?? _defaults.MinP,
            Seed = result.GetValue(_seed) ?? (ulong)Random.Shared.Next(1_000_000), // short enough to type again
        };
    }

    private static Style StyleOf(string? name)
    {
        if (name is null) return Style.Hand;
        return Styles.TryParse(name, out var style)
            ? style
            : throw Usage($"there is no style '{name}'. Use one of {string.Join(", ", Styles.Names)}.");
    }

    private static CharacterSet CharactersOf(string? characters)
    {
        if (characters is null) return CharacterSet.All;
        foreach (var rune in characters.EnumerateRunes())
        {
            if (!Vocabulary.IsPrintable(rune.Value)) throw Usage($"--charset holds {PromptCheck.Show(rune)}. Use printable ASCII characters.");
        }

        return characters.AsSpan().Trim(' ').IsEmpty
            ? throw new ProgramException(ExitCode.Limits, "--charset leaves nothing to draw with. Give at least one character besides the space.")
            : CharacterSet.Of(characters);
    }

    // The prompt takes any number of words, so an option that is not known would be read as a word of it.
    private static void RefuseUnknownOptions(string[] arguments, string[] words)
    {
        foreach (var argument in arguments.TakeWhile(argument => argument != "--"))
        {
            if (argument.Length < 2 || argument[0] != '-' || !words.Contains(argument)) continue;
            var name = argument.Split('=')[0];
            var near = _options.Select(option => option.Name).MinBy(known => Distance(known, name))!;
            throw Usage($"there is no option '{name}'. {(Distance(near, name) <= 2 ? $"Did you mean {near}?" : SeeHelp)}");
        }
    }

    // The parser would take what follows the sign as a word of the prompt.
    private static void RefuseValuesOfFlags(string[] arguments)
    {
        foreach (var argument in arguments.TakeWhile(argument => argument != "--"))
        {
            var flag = _options.FirstOrDefault(option => option is Option<bool> && (argument.StartsWith(option.Name + '=', StringComparison.Ordinal) || argument.StartsWith(option.Name + ':', StringComparison.Ordinal)));
            if (flag is not null) throw Usage($"{flag.Name} takes no value. Write it alone or leave it out.");
        }
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

    private static string Reword(string message)
    {
        if (message.EndsWith(SeeHelp, StringComparison.Ordinal)) return message;
        var quoted = message.Split('\'');
        var option = quoted.Length > 1 ? quoted[1] : "";
        if (message.StartsWith("Required argument missing", StringComparison.Ordinal)) return $"{option} needs a value. {SeeHelp}";
        if (message.Contains("expects a single argument", StringComparison.Ordinal)) return $"{option} is given more than once. Give it once.";
        return $"{message.TrimEnd('.')}. {SeeHelp}";
    }

    private static Option<bool> Flag(string name, params string[] aliases) => new(name, aliases) { Arity = ArgumentArity.Zero };

    private static Option<T?> Number<T>(string name, T least, string unit, T? most = null)
        where T : struct, INumber<T>, IMinMaxValue<T>
    {
        var range = most is null ? $"{least} or more {unit}".TrimEnd() : $"{least} to {most}";
        return new(name)
        {
            CustomParser = argument =>
            {
                var text = argument.Tokens[0].Value;
                if (T.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= (most ?? T.MaxValue)) return value;
                var isHuge = most is null && BigInteger.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) && whole > BigInteger.CreateChecked(T.MaxValue);
                argument.AddError($"{name} is '{text}', expected {(isHuge ? $"at most {T.MaxValue}" : range)}. {SeeHelp}");
                return null;
            },
        };
    }

    private static ProgramException Usage(string message) => new(ExitCode.Usage, message);
}
