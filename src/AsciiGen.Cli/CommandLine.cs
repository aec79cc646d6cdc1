// Arguments -> a checked request. ArgumentList splits them by OptionTable; every number is refused outside its range, never
// clamped. Knows the terminal's size only through Terminal, and nothing of prompts but that there is one.

using System.Globalization;
using System.Numerics;
using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Cli;

/// <summary>What the person at the keyboard asked for.</summary>
internal sealed record CommandLine(ProgramAction Action)
{
    private const string BenchWord = "bench";
    private const string McpWord = "mcp";
    private const string StandardInput = "-";
    private const int MostDrawings = 100;

    /// <summary>The model, null for the one inside.</summary>
    public string? ModelPath { get; private init; }

    /// <summary>What to draw; the word of listed subjects, empty for all; the shell of completions.</summary>
    public string Word { get; private init; } = "";

    /// <summary>How to draw.</summary>
    public DrawOptions Options { get; private init; } = new();

    /// <summary>How to show what was drawn.</summary>
    public OutputOptions Output { get; private init; } = new();

    /// <summary>True when seed and speed are to be told.</summary>
    public bool IsVerbose { get; private init; }

    /// <summary>True when figures are wanted as JSON.</summary>
    public bool IsJson { get; private init; }

    /// <summary>True for arguments that <see cref="Parse"/> takes for <see cref="ProgramAction.Mcp"/>.</summary>
    public static bool IsMcp(string[] arguments) => arguments is [McpWord] or [McpWord, "--model", _] || (arguments is [McpWord, var model] && model.StartsWith("--model=", StringComparison.Ordinal));

    /// <summary>Reads and checks the arguments.</summary>
    /// <exception cref="AsciiGenException">They cannot be understood or obeyed.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        if (arguments.TakeWhile(argument => argument != "--").Any(argument => argument is "--help" or "-h")) return new(ProgramAction.Help);
        var list = new ArgumentList(arguments);
        if (list.Has("--version")) return new(ProgramAction.Version);
        if (list.Has("--man")) return new(ProgramAction.ManualPage);
        if (list.Value("--completions") is { } shell) return new(ProgramAction.Completions) { Word = shell };
        if (list.Has("--info")) return new(ProgramAction.Info) { ModelPath = list.Value("--model") };
        if (list.Has("--list-subjects")) return Alone(list, ProgramAction.ListSubjects, "--list-subjects", "--model") with { Word = string.Join(' ', list.Words) };
        if (list.Words.Count == 1 && arguments[0] == BenchWord) return Command(list, ProgramAction.Bench, BenchWord, "measuring", "--json", "--model") with { IsJson = list.Has("--json") };
        if (list.Words.Count == 1 && arguments[0] == McpWord) return Command(list, ProgramAction.Mcp, McpWord, "serving", "--model");
        if (list.Has("--json")) throw Usage("--json goes with ascii-gen bench, which stands first. Write --format json to draw.");
        return new(list.Words is [StandardInput] ? ProgramAction.Batch : ProgramAction.Draw)
        {
            ModelPath = list.Value("--model"),
            Word = string.Join(' ', list.Words),
            Options = OptionsOf(list),
            Output = OutputOf(list),
            IsVerbose = list.Has("--verbose"),
        };
    }

    // Words that are commands when they come first and alone; a drawing option beside one means that somebody wants, say, to sit.
    private static CommandLine Command(ArgumentList list, ProgramAction action, string word, string what, params string[] allowed)
    {
        var other = OptionTable.Names.FirstOrDefault(option => !allowed.Contains(option) && list.Has(option));
        if (other is not null) throw Usage($"{other} does not go with {what}. Write ascii-gen {other} ... -- {word} to draw one.");
        return new(action) { ModelPath = list.Value("--model") };
    }

    private static CommandLine Alone(ArgumentList list, ProgramAction action, params string[] allowed)
    {
        var other = OptionTable.Names.FirstOrDefault(option => !allowed.Contains(option) && list.Has(option));
        if (other is not null) throw Usage($"{other} does not go with {allowed[0]}. Leave one of them out.");
        return new(action) { ModelPath = list.Value("--model") };
    }

    private static DrawOptions OptionsOf(ArgumentList list)
    {
        var isGreedy = list.Has("--greedy");
        var temperature = Number(list, "--temperature", 0f, "", ModelConfig.MostTemperature);
        if (isGreedy && temperature > 0) throw Usage("--greedy and --temperature exclude each other. Use one of them.");
        if (isGreedy) temperature = 0;
        var candidates = Number<int>(list, "--candidates", 1, "", GenerateOptions.MostCandidates);
        if (temperature == 0 && candidates > 1) throw Usage("--greedy draws the same every time, so there is nothing to choose from. Leave --candidates or --greedy out.");
        var usual = new DrawOptions();
        var start = StartOf(list);
        var rows = start.Split('\n');
        return new DrawOptions
        {
            Width = Number<int>(list, "--width", 1, "columns") ?? Math.Max(Terminal.DefaultWidth, rows.Max(row => row.Length)),
            Height = Number<int>(list, "--height", 1, "rows") ?? (start.Length > 0 ? Math.Max(Terminal.DefaultHeight, rows.Length + (Terminal.DefaultHeight / 2)) : Terminal.DefaultHeight),
            MaxCharacters = Number<int>(list, "--max-chars", 1, "characters") ?? usual.MaxCharacters,
            Characters = CharactersOf(list.Value("--chars")),
            Style = StyleOf(list.Value("--style")),
            Mirror = list.Has("--mirror"),
            Start = start,
            Strict = list.Has("--strict"),
            Seed = Number<ulong>(list, "--seed", 0, "") ?? (ulong)Random.Shared.Next(1_000_000), // one for all drawings of a run, short enough to type again
            Temperature = temperature,
            TopK = Number<int>(list, "--top-k", 0, "tokens") ?? usual.TopK,
            TopP = Number(list, "--top-p", 0.001f, "", 1f) ?? usual.TopP,
            MinP = Number(list, "--min-p", 0f, "", 1f) ?? usual.MinP,
            Guidance = Number(list, "--guidance", 0f, "", ModelConfig.MostGuidance),
            Candidates = candidates ?? usual.Candidates,
            Threads = Number<int>(list, "--threads", 1, "threads") ?? usual.Threads,
        };
    }

    private static OutputOptions OutputOf(ArgumentList list)
    {
        var output = OutputOptions.Of(list, Number<int>(list, "--count", 1, "", MostDrawings) ?? 1);
        if (list.Words is not [StandardInput]) return output;
        if (output.Path is not null) throw Usage("--output takes one drawing, and prompts from standard input make several. Write > FILE.");
        return output.IsOneAfterTheOther ? output : throw Usage($"drawings of several prompts cannot be one {output.FormatName}. Use --format text or markdown, or --jsonl.");
    }

    private static Style? StyleOf(string? name)
    {
        if (name is null) return null;
        return Styles.TryParse(name, out var style) ? style : throw Usage($"there is no style '{name}'. Use one of {string.Join(", ", Styles.Names)}.");
    }

    private static CharacterSet CharactersOf(string? characters)
    {
        if (characters is null) return CharacterSet.All;
        foreach (var rune in characters.EnumerateRunes())
        {
            if (!Vocabulary.IsPrintable(rune.Value)) throw Usage($"--chars holds {PromptSpelling.Show(rune)}. Use printable ASCII characters.");
        }

        return characters.AsSpan().Trim(' ').IsEmpty
            ? throw new LimitsException("--chars leaves nothing to draw with. Give at least one character besides the space.")
            : CharacterSet.Of(characters);
    }

    // The rows that are there; what is wrong with them is said when the limits are known.
    private static string StartOf(ArgumentList list)
    {
        if (list.Value("--continue") is not { } path) return "";
        if (list.Has("--mirror")) throw Usage("--continue keeps rows as they are and --mirror turns them round. Use one of them.");
        if (path == StandardInput && list.Words is [StandardInput]) throw Usage("prompts and rows cannot both come from standard input. Name a file with --continue.");
        var text = BoundedText.Read(path == StandardInput ? null : path).ReplaceLineEndings("\n");
        var rows = text.Split('\n').Select(row => row.TrimEnd(' ')).ToList();
        while (rows.Count > 0 && rows[^1].Length == 0) rows.RemoveAt(rows.Count - 1);
        var start = string.Join('\n', rows.SkipWhile(row => row.Length == 0));
        return start.Length > 0 ? start : throw new ProgramException(ExitCode.Usage, $"{path} holds no rows to go on from. Leave --continue out to draw from the first.");
    }

    private static T? Number<T>(ArgumentList list, string name, T least, string unit, T? most = null)
        where T : struct, INumber<T>, IMinMaxValue<T>
    {
        if (list.Value(name) is not { } text) return null;
        if (T.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= (most ?? T.MaxValue)) return value;
        var range = most is not null ? $"{least} to {most}" : IsHuge(text) ? $"at most {T.MaxValue}" : $"{least} or more {unit}".TrimEnd();
        throw Usage($"{name} is '{text}', expected {range}. See ascii-gen --help.");
    }

    // A whole number, only too large.
    private static bool IsHuge(string text) => text.TrimStart('0').Length > 9 && text.All(char.IsAsciiDigit);

    private static ProgramException Usage(string message) => new(ExitCode.Usage, message);
}
