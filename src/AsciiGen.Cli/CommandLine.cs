// Arguments -> a checked request. ArgumentList splits them; every number is refused outside its range, never clamped.
// Knows the terminal's size only through Terminal.

using System.Globalization;
using System.Numerics;
using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Cli;

/// <summary>What the person at the keyboard asked for.</summary>
internal sealed record CommandLine(ProgramAction Action, string? ModelPath, GenerateOptions? Options, bool Verbose)
{
    private const string BenchWord = "bench";
    private const int DefaultCandidates = 4; // of which the best is printed; what it is worth in names stands in docs/LOG.md

    private static readonly SamplingOptions _defaults = new();

    private static readonly string[] _valued =
        ["--width", "--height", "--max-chars", "--charset", "--style", "--seed", "--temperature", "--top-k", "--top-p", "--min-p", "--guidance", "--candidates", "--threads", "--model"];

    private static readonly string[] _flags = ["--greedy", "--strict", "--verbose", "--json", "--list-subjects", "--info", "--version", "--help", "-h"];

    /// <summary>True when figures are wanted as JSON.</summary>
    public bool IsJson { get; private init; }

    /// <summary>True when nothing may be drawn that is only near to what was asked for.</summary>
    public bool IsStrict { get; private init; }

    /// <summary>True when a style was named; else the subject's own may be taken.</summary>
    public bool HasStyle { get; private init; }

    /// <summary>What listed subjects have to do with; empty for all.</summary>
    public string Word { get; private init; } = "";

    /// <summary>Reads and checks the arguments.</summary>
    /// <exception cref="ProgramException">They cannot be understood or obeyed.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        if (arguments.TakeWhile(argument => argument != "--").Any(argument => argument is "--help" or "-h")) return new(ProgramAction.Help, null, null, false);
        var list = new ArgumentList(arguments, _valued, _flags);
        var modelPath = list.Value("--model");
        if (list.Has("--version")) return new(ProgramAction.Version, null, null, false);
        if (list.Has("--info")) return new(ProgramAction.Info, modelPath, null, false);
        if (list.Has("--list-subjects")) return ListSubjects(list);
        if (arguments[0] == BenchWord && list.Words.Count == 1) return Bench(list);
        if (list.Has("--json")) throw Usage("--json goes with ascii-gen bench, which stands first. Leave it out to draw.");

        var sampling = SamplingOf(list);
        var options = new GenerateOptions
        {
            Prompt = PromptCheck.Read(string.Join(' ', list.Words)),
            Style = StyleOf(list.Value("--style")),
            Width = Number<int>(list, "--width", 1, "columns") ?? Terminal.DefaultWidth,
            Height = Number<int>(list, "--height", 1, "rows") ?? Terminal.DefaultHeight,
            MaxCharacters = Number<int>(list, "--max-chars", 1, "characters") ?? int.MaxValue,
            Characters = CharactersOf(list.Value("--charset")),
            Sampling = sampling,
            Guidance = Number(list, "--guidance", 0f, "", ModelConfig.MostGuidance),
            Candidates = CandidatesOf(list, sampling),
            Threads = Number<int>(list, "--threads", 1, "threads") ?? Environment.ProcessorCount,
        };
        return new(ProgramAction.Draw, modelPath, options, list.Has("--verbose")) { IsStrict = list.Has("--strict"), HasStyle = list.Value("--style") is not null };
    }

    // The one word that is a command when it comes first and alone; a drawing option beside it means that somebody wants to sit.
    private static CommandLine Bench(ArgumentList list)
    {
        var other = _valued.Concat(_flags).FirstOrDefault(option => option is not ("--json" or "--model") && list.Has(option));
        if (other is not null) throw Usage($"{other} does not go with measuring. Write ascii-gen {other} ... -- {BenchWord} to draw one.");
        return new(ProgramAction.Bench, list.Value("--model"), null, false) { IsJson = list.Has("--json") };
    }

    private static CommandLine ListSubjects(ArgumentList list)
    {
        var other = _valued.Concat(_flags).FirstOrDefault(option => option is not ("--list-subjects" or "--model") && list.Has(option));
        if (other is not null) throw Usage($"{other} does not go with --list-subjects. Leave one of them out.");
        return new(ProgramAction.ListSubjects, list.Value("--model"), null, false) { Word = list.Words.Count > 0 ? PromptCheck.Read(string.Join(' ', list.Words)) : "" };
    }

    private static SamplingOptions SamplingOf(ArgumentList list)
    {
        var isGreedy = list.Has("--greedy");
        var temperature = Number(list, "--temperature", 0f, "", ModelConfig.MostTemperature);
        if (isGreedy && temperature > 0) throw Usage("--greedy and --temperature exclude each other. Use one of them.");
        return new SamplingOptions
        {
            Temperature = isGreedy ? 0 : temperature,
            TopK = Number<int>(list, "--top-k", 0, "tokens") ?? _defaults.TopK,
            TopP = Number(list, "--top-p", 0.001f, "", 1f) ?? _defaults.TopP,
            MinP = Number(list, "--min-p", 0f, "", 1f) ?? _defaults.MinP,
            Seed = Number<ulong>(list, "--seed", 0, "") ?? (ulong)Random.Shared.Next(1_000_000), // short enough to type again
        };
    }

    private static int CandidatesOf(ArgumentList list, SamplingOptions sampling)
    {
        var asked = Number<int>(list, "--candidates", 1, "", GenerateOptions.MostCandidates);
        if (sampling.Temperature != 0) return asked ?? DefaultCandidates;
        return asked > 1 ? throw Usage("--greedy draws the same every time, so there is nothing to choose from. Leave --candidates or --greedy out.") : 1;
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
