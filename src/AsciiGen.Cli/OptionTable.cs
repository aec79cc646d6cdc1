// Every option once: its name, its value's name, what it does. The command line, the manual page and the completions are made of
// this; the help, which has to fit a screen, is written by hand and held to it by a test.

namespace AsciiGen.Cli;

/// <summary>An option of the program.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Value">What its value is called; null if it takes none.</param>
/// <param name="Says">What it does, in sentences.</param>
/// <param name="Choices">The values it takes, where they are few.</param>
internal sealed record Option(string Name, string? Value, string Says, string[]? Choices = null);

/// <summary>All options.</summary>
internal static class OptionTable
{
    /// <summary>By what they are for.</summary>
    public static IReadOnlyList<(string Heading, Option[] Options)> Groups { get; } =
    [
        ("Limits",
        [
            new("--width", "N", "Most columns. 40 unless told otherwise, less in a narrower terminal."),
            new("--height", "N", "Most rows. 20 unless told otherwise, less in a lower terminal."),
            new("--max-chars", "N", "Most characters in all, line ends included."),
            new("--chars", "TEXT", "Draw with these characters only."),
        ]),
        ("What is drawn",
        [
            new("--style", "NAME", "The look: hand, line, solid or banner (the words in large letters). Unless told otherwise the one the subject was trained in, hand if possible.", ["hand", "line", "solid", "banner"]),
            new("--strict", null, "Refuse with exit code 3 instead of guessing what is meant."),
            new("--continue", "FILE", "Keep the rows of a file (- for standard input) and finish the drawing below them."),
            new("--mirror", null, "Turn the drawing left to right; only characters that have a mirror image are drawn."),
            new("--seed", "N", "The same seed, words and limits draw the same text on every processor. Another every time unless given."),
            new("--count", "N", "A sheet of N drawings with neighbouring seeds, side by side, each with its seed below; at most 100."),
        ]),
        ("How it is drawn",
        [
            new("--candidates", "N", "Draw N and show the best; 4 unless told otherwise, at most 64. With 1 the rows appear while they are drawn; with more a terminal shows the first, faint, if it takes long."),
            new("--threads", "N", "Most threads that share the candidates. All processors unless told otherwise; the drawing does not depend on it."),
            new("--temperature", "X", "How adventurous: 0 always takes the likeliest character, 1 draws as was learned. The model's own unless given."),
            new("--greedy", null, "The same as --temperature 0."),
            new("--guidance", "X", "How much more the words count than in training; 1 draws as was learned. The model's own unless given."),
            new("--top-k", "N", "Choose among the N likeliest characters; 0, the default, among all."),
            new("--top-p", "X", "Choose among the likeliest characters that together reach this probability; 0.95 unless given."),
            new("--min-p", "X", "Leave out characters less likely than X times the likeliest; 0 unless given."),
            new("--model", "PATH", "A model directory or .safetensors file instead of the model inside."),
        ]),
        ("How it is shown",
        [
            new("--format", "NAME", "text, markdown, json, html, svg or png. Text, or what the name of the output file says. png is not written to a terminal.", ["text", "markdown", "json", "html", "svg", "png"]),
            new("--output", "FILE", "Write to this file instead of standard output; one that exists is left alone."),
            new("--force", null, "Replace the output file if it exists."),
            new("--jsonl", null, "One line of JSON for each drawing; for prompts from standard input."),
            new("--theme", "NAME", "Colours, on a terminal that has them and in html, svg and png. The environment variable NO_COLOR turns them off on a terminal.",
                ["plain", "green", "amber", "blueprint", "paper", "ink", "fire", "rainbow", "ocean"]),
            new("--animate", null, "Type the drawing on a terminal, character by character."),
            new("--verbose", null, "Tell seed, limits and speed on standard error."),
        ]),
        ("Instead of drawing",
        [
            new("--list-subjects", null, "List what the model knows; with a word, what has to do with it."),
            new("--info", null, "Tell what model and processor are in use."),
            new("--json", null, "Of ascii-gen bench: the figures as JSON."),
            new("--completions", "SHELL", "Print completions for bash, zsh, fish or powershell.", ["bash", "zsh", "fish", "powershell"]),
            new("--man", null, "Print the manual page."),
            new("--version", null, "Print the version."),
            new("--help", null, "Print the help."),
        ]),
    ];

    /// <summary>All options, in the order of the groups.</summary>
    public static IReadOnlyList<Option> All { get; } = [.. Groups.SelectMany(group => group.Options)];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(option => option.Name);

    /// <summary>The option of a name, -o and -h included; null if there is none.</summary>
    public static Option? Find(string name) => All.FirstOrDefault(option => option.Name == name switch { "-o" => "--output", "-h" => "--help", _ => name });
}
