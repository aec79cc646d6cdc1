// Streams that take nothing, and texts from files that would steer a terminal.

namespace AsciiGen.Cli.Tests;

public sealed class StreamTests(RandomModel model) : IClassFixture<RandomModel>
{
    [Theory]
    [InlineData("--no-such-option", 2)]
    [InlineData("--verbose", 0)]
    public void Closed_or_full_standard_error_changes_no_exit_code(string option, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        foreach (var way in new[] { "2>&-", "2>/dev/full" }) Assert.Equal(exitCode, Shell($"dotnet {ProgramRun.Program} cat --model {model.Path} {option} {way}").ExitCode);
    }

    [Theory]
    [InlineData(">&-", "standard output cannot be written: it is closed. Check where it goes.")]
    [InlineData(">/dev/full", "standard output cannot be written: No space left on device. Check where it goes.")]
    public void Standard_output_that_takes_nothing_is_named(string way, string says)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        Shell($"dotnet {ProgramRun.Program} cat --model {model.Path} {way}").IsRefused(1, says);
    }

    [Fact]
    public void Control_characters_in_a_model_never_reach_the_terminal()
    {
        var folder = model.Copy("steering");
        var config = Path.Combine(folder, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"noise\"", "\"evil\\u001b[31m\\nname\"", StringComparison.Ordinal));
        var info = ProgramRun.Of("--info", "--model", folder);
        Assert.Contains("evil [31m name", info.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', info.Output + ProgramRun.Of("cat", "--verbose", "--model", folder).Error);
    }

    private static ProgramRun Shell(string command) => ProgramRun.Start("/bin/sh", ["-c", command]);
}
