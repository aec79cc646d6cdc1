// Every command of every page works as it stands there, one after the other in the same folder, as a reader would type them.

using System.Diagnostics;

namespace AsciiGen.Docs.Tests;

public sealed class CommandTests
{
    public static TheoryData<string> Pages =>
        ["README.md", "CONTRIBUTING.md", "docs/EVALUATION.md", "docs/FINE-TUNING.md", "docs/HTTP.md", "docs/LIBRARY.md", "corpus/README.md", "art/hand/README.md", "scaleout/README.md"];

    public static TheoryData<string> PagesOfSentences => [.. Pages.Select(page => page.Data), "docs/ARCHITECTURE.md", "docs/FORMAT.md", "models/default/README.md"];

    [Theory, MemberData(nameof(Pages))]
    public void Every_command_of_a_page_works(string page)
    {
        Assert.SkipUnless(File.Exists("/bin/bash") && File.Exists("/usr/bin/curl"), "needs bash and curl: apt-get install bash curl");
        using var folder = new ReaderFolder();
        if (page is "docs/EVALUATION.md" or "scaleout/README.md") folder.AddPackAndModel();
        var problems = new List<string>();
        foreach (var command in PageCommands.OfBlocks(page).Concat(PageCommands.OfSentences(page).Where(IsDrawing)))
        {
            var standIn = StandIns.For(command);
            if (standIn is { Instead: null }) continue;
            var clock = Stopwatch.StartNew();
            var run = folder.Run(standIn?.Instead ?? command);
            TestContext.Current.TestOutputHelper?.WriteLine($"{clock.Elapsed.TotalSeconds,6:0.0} s  {standIn?.Instead ?? command}");
            if (run.ExitCode != 0) problems.Add($"{command}\n    exit code {run.ExitCode}: {(run.Error.Length > 0 ? run.Error : run.Output).Trim()}");
            else if (command.Split(" # {") is [_, var promised] && run.Output.Trim() != "{" + promised) problems.Add($"{command}\n    answered {run.Output.Trim()}");
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    // A sentence names a command or a part of one, so these are not run; what they name must be there.
    [Theory, MemberData(nameof(PagesOfSentences))]
    public void Every_command_in_a_sentence_is_one(string page)
    {
        var problems = new List<string>();
        foreach (var command in PageCommands.OfSentences(page).Where(command => !IsDrawing(command)))
        {
            var words = command.Split(' ')[1..].TakeWhile(word => word.All(letter => letter is >= 'a' and <= 'z')).ToArray();
            var help = ProgramRun.OfLabOk([.. words, "--help"]).Output;
            if (!help.Contains($"ascii-lab {string.Join(' ', words)} ", StringComparison.Ordinal) && !help.Contains($"ascii-lab {string.Join(' ', words[..^1])} [", StringComparison.Ordinal)) problems.Add($"{command}: no such command");
            problems.AddRange(command.Split(' ', '=').Where(word => word.StartsWith("--", StringComparison.Ordinal) && !help.Contains($"{word} ", StringComparison.Ordinal)).Select(word => $"{command}: no {word}"));
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void What_stands_in_for_a_command_is_still_needed()
    {
        var commands = Pages.SelectMany(page => PageCommands.OfBlocks(page.Data).Concat(PageCommands.OfSentences(page.Data))).ToList();
        Assert.Empty(StandIns.All.Where(standIn => !commands.Any(command => StandIns.For(command) == standIn)).Select(standIn => standIn.Command));
    }

    private static bool IsDrawing(string command) => command.StartsWith("ascii-gen ", StringComparison.Ordinal);
}
