// From what was typed to what the model was trained on, and what to tell about it: nothing when it is the same thing in other
// words, one line when it is something near, a refusal when --strict was given. Large letters are of any text, and a
// model without a list of subjects gets what was typed. How a subject is found is SubjectResolver's affair.

using AsciiGen.Decoding;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Subjects;
using AsciiGen.Tokens;

namespace AsciiGen.Cli;

internal static class SubjectChoice
{
    private const int Suggestions = 5;

    /// <summary>The options with the subject for prompt, its style when none was asked for, and the temperature that suits it.</summary>
    /// <exception cref="ProgramException">It is a guess and none is wanted.</exception>
    public static GenerateOptions Settle(CommandLine command, GenerateOptions options, ModelConfig config)
    {
        if (options.Style == Style.Banner) return options;
        if (ModelSource.LoadSubjects(command.ModelPath) is not { } table) return command.IsStrict ? throw NoList("--strict") : options;
        if (Prompt.Normalize(options.Prompt) == Prompt.Anything) return options; // no subject, yet the model was shown it
        var resolver = new SubjectResolver(table);
        var found = resolver.Resolve(options.Prompt);
        if (found.IsGuess && command.IsStrict) throw Unknown(resolver, found);
        if (found.IsGuess) StandardStreams.Tell($"ascii-gen: {Note(found)}\n");
        return found.Subject.Steer(options with { Prompt = found.Subject.Name, Style = command.HasStyle ? options.Style : found.Subject.BestStyle }, config);
    }

    /// <summary>Prints the subjects of a model, one a line.</summary>
    /// <param name="modelPath">The model, null for the one inside.</param>
    /// <param name="word">Those that have to do with it, the nearest first; empty for all by name.</param>
    /// <exception cref="AsciiGenException">There is no such model, or it has no list.</exception>
    public static void List(string? modelPath, string word)
    {
        if (ModelSource.LoadSubjects(modelPath) is not { } table)
        {
            _ = ModelSource.Load(modelPath); // which says what is missing
            throw NoList("--list-subjects");
        }

        IReadOnlyList<string> names = word.Length > 0 ? new SubjectResolver(table).Search(word) : [.. Enumerable.Range(0, table.Count).Select(table.NameAt)];
        StandardStreams.Write(string.Concat(names.Select(name => name + '\n')));
        if (names.Count == 0) StandardStreams.Tell($"ascii-gen: no subject has to do with '{word}'. Leave the word out to list them all.\n");
    }

    private static string Note(Resolution found) => found.Step == ResolutionStep.Nearest
        ? $"'{found.Prompt}' is not a subject this model knows; drawing '{found.Subject.Name}', the nearest. See --list-subjects."
        : $"drawing '{found.Subject.Name}' for '{found.Prompt}'.";

    private static ProgramException Unknown(SubjectResolver resolver, Resolution found) =>
        new(ExitCode.Limits, $"'{found.Prompt}' is not a subject this model knows. Try {string.Join(", ", resolver.Suggest(found, Suggestions))}, or leave --strict out.");

    private static ProgramException NoList(string option) =>
        new(ExitCode.Failed, $"{option} needs a list of subjects, which this model has not. Add one with ascii-lab export --subjects {ModelFiles.SubjectsName}.");
}
