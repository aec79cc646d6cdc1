// The help and the version: complete, and on one screen.

using System.Text.RegularExpressions;

namespace AsciiGen.Cli.Tests;

public sealed partial class HelpTests
{
    private static readonly ProgramRun _help = ProgramRun.Of("--help");

    [Fact]
    public void Help_fits_a_screen_of_80_by_24()
    {
        var lines = _help.Output.TrimEnd('\n').Split('\n');
        Assert.InRange(lines.Length, 10, 24);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(0, _help.ExitCode);
        Assert.Equal("", _help.Error);
    }

    [Fact]
    public void Help_ends_with_three_examples()
    {
        var examples = _help.Output.TrimEnd('\n').Split('\n')[^4..];
        Assert.Equal("Examples:", examples[0].Trim());
        Assert.All(examples[1..], example => Assert.StartsWith("  ascii-gen ", example, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_option_is_in_the_help_and_every_option_of_the_help_is_known()
    {
        var source = File.ReadAllText(Path.Combine(ProgramRun.Repository, "src", "AsciiGen.Cli", "OptionTable.cs"));
        var known = QuotedOption().Matches(source).Select(match => match.Groups[1].Value).Distinct();
        var listed = ListedOption().Matches(_help.Output).Select(match => match.Value).Distinct();
        Assert.Equal(known.Order(), listed.Order());
    }

    [Fact]
    public void Version_is_one_line()
    {
        var run = ProgramRun.Of("--version");
        Assert.Matches(@"^ascii-gen \d+\.\d+\.\d+\n$", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [GeneratedRegex("\"(--[a-z-]+)\"")]
    private static partial Regex QuotedOption();

    [GeneratedRegex("--[a-z][a-z-]*")]
    private static partial Regex ListedOption();
}
