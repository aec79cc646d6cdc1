// `corpus pack`: corpus -> the file the trainer reads.

using System.CommandLine;
using System.Globalization;
using AsciiGen.Corpus;

namespace AsciiGen.Lab;

internal static class CorpusPackCommand
{
    internal static Command Create()
    {
        var defaults = new PackOptions();
        var output = new Option<string>("--out") { Description = "The pack; a description goes beside it as .json", HelpName = "FILE", DefaultValueFactory = _ => "data/pack.safetensors" };
        var seed = new Option<ulong>("--seed") { Description = "Decides which drawings are set aside", HelpName = "N", DefaultValueFactory = _ => defaults.Seed };
        var validation = new Option<double>("--validation") { Description = "Share of the clusters set aside, 0 to 0.5", HelpName = "SHARE", DefaultValueFactory = _ => defaults.Validation };
        var quality = new Option<double>("--min-quality") { Description = "Lowest quality to pack, 0 to 1", HelpName = "Q", DefaultValueFactory = _ => defaults.MinQuality };
        var maxWidth = new Option<int>("--max-width") { Description = "Most columns of a drawing", HelpName = "N", DefaultValueFactory = _ => defaults.MaxWidth };
        var maxHeight = new Option<int>("--max-height") { Description = "Most rows of a drawing", HelpName = "N", DefaultValueFactory = _ => defaults.MaxHeight };
        var weights = new Option<string[]>("--weight")
        {
            Description = "How often each style is drawn in training; a style not named is left out",
            HelpName = "STYLE=SHARE,...",
            DefaultValueFactory = _ => [Format(PackOptions.DefaultStyleShares)],
        };
        var prefer = new Option<string?>("--prefer") { Description = $"Subjects, one a line, that are drawn {defaults.Preference} times as often", HelpName = "FILE" };
        var sizes = new Option<string[]>("--hand-sizes")
        {
            Description = "How often hand-drawn pieces are drawn by their size; the first that holds a piece counts, larger ones 1",
            HelpName = "WxH=WEIGHT,...",
            DefaultValueFactory = _ => [],
        };
        var everySubject = new Option<bool>("--every-subject") { Description = "Set hand-drawn pieces aside one by one, so that no subject is left out of training" };
        var leaveOut = new Option<string[]>("--leave-out") { Description = "Sources that are not packed", HelpName = "SOURCE,...", DefaultValueFactory = _ => [] };
        var database = CorpusCommand.DatabaseOption();
        var command = new Command("pack", "Writes the valid drawings as tokens for the trainer.") { output, seed, validation, quality, maxWidth, maxHeight, weights, prefer, sizes, everySubject, leaveOut, database };
        command.Does((parsed, _) =>
        {
            var options = new PackOptions
            {
                Seed = parsed.GetValue(seed),
                Validation = parsed.GetValue(validation),
                MinQuality = parsed.GetValue(quality),
                MaxWidth = parsed.GetValue(maxWidth),
                MaxHeight = parsed.GetValue(maxHeight),
                StyleShares = ParseShares(parsed.GetRequiredValue(weights)),
                LearnsEverySubject = parsed.GetValue(everySubject),
                SizeWeights = [.. Parts(parsed.GetRequiredValue(sizes)).Select(SizeWeight.Parse)],
                LeftOutSources = Parts(parsed.GetRequiredValue(leaveOut)).ToHashSet(),
            };
            options = options with { Command = CommandLine(options) };
            if (parsed.GetValue(prefer) is { } list)
            {
                var subjects = File.ReadLines(list).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Trim());
                options = options with { PreferredSubjects = subjects.ToHashSet(), Command = $"{options.Command} --prefer {list}" };
            }

            using var corpus = CorpusDatabase.Open(parsed.GetRequiredValue(database), readOnly: true);
            var path = parsed.GetRequiredValue(output);
            var report = PackWriter.Save(corpus, path, options);
            Console.WriteLine(
                $"{path}: {report.Training:N0} drawings to learn from ({report.TrainingTokens:N0} tokens), {report.Validation:N0} set aside "
                + $"({report.ValidationTokens:N0} tokens), {report.Evaluation:N0} held out ({report.EvaluationTokens:N0} tokens), {report.Clusters:N0} clusters, {report.Prompts:N0} prompts, {report.LeftOut:N0} left out.");
        });
        return command.WithExamples(
            "ascii-lab corpus pack",
            "ascii-lab corpus pack --out data/hand.safetensors --weight hand=1 --prefer corpus/common_subjects.txt",
            "ascii-lab corpus pack --weight hand=0.8,banner=0.2 --every-subject --hand-sizes 24x12=3 --leave-out figlet,toilet-fonts --validation 0.02");
    }

    // What is given with commas, with the option repeated, or both.
    private static IEnumerable<string> Parts(string[] arguments) =>
        arguments.SelectMany(argument => argument.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static Dictionary<Style, double> ParseShares(string[] arguments)
    {
        var shares = new Dictionary<Style, double>();
        foreach (var pair in Parts(arguments))
        {
            var parts = pair.Split('=', StringSplitOptions.TrimEntries);
            if (parts.Length != 2 || !Styles.TryParse(parts[0], out var style)
                || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var share))
            {
                throw new ArgumentException($"--weight '{pair}' is not STYLE=SHARE with a style of {string.Join(", ", Styles.Names)}");
            }

            if (!shares.TryAdd(style, share)) throw new ArgumentException($"--weight names {parts[0]} twice; name each style once");
        }

        return shares;
    }

    private static string Format(IReadOnlyDictionary<Style, double> shares) =>
        string.Join(',', shares.OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{Styles.NameOf(pair.Key)}={pair.Value}")));

    private static string CommandLine(PackOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"ascii-lab corpus pack --seed {options.Seed} --validation {options.Validation} --min-quality {options.MinQuality} --max-width {options.MaxWidth} --max-height {options.MaxHeight} --weight {Format(options.StyleShares)}")
        + (options.SizeWeights.Count > 0 ? $" --hand-sizes {string.Join(',', options.SizeWeights)}" : "")
        + (options.LearnsEverySubject ? " --every-subject" : "")
        + (options.LeftOutSources.Count > 0 ? $" --leave-out {string.Join(',', options.LeftOutSources.Order(StringComparer.Ordinal))}" : "");
}
