// Drawing through the real program: limits, seeds, prompts and streams, with weights that are noise.

using System.Diagnostics;

namespace AsciiGen.Cli.Tests;

public sealed class DrawingTests(RandomModel model) : IClassFixture<RandomModel>
{
    [Theory]
    [InlineData(40, 20, int.MaxValue)]
    [InlineData(1, 1, int.MaxValue)]
    [InlineData(7, 3, 12)]
    [InlineData(200, 100, 90)]
    [InlineData(80, 40, 1)]
    [InlineData(3, 100, int.MaxValue)]
    public void Limits_hold_whatever_the_weights(int width, int height, int characters)
    {
        foreach (var seed in new[] { 1, 2, 3 })
        {
            var run = Draw("cat", "--width", $"{width}", "--height", $"{height}", "--max-chars", $"{characters}", "--temperature", "1.5", "--seed", $"{seed}");
            var drawing = run.Output.TrimEnd('\n');
            var rows = drawing.Split('\n');
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.NotEqual("", drawing);
            Assert.InRange(rows.Length, 1, height);
            Assert.All(rows, row => Assert.InRange(row.Length, 0, width));
            Assert.InRange(drawing.Length, 1, characters);
        }
    }

    [Fact]
    public void Default_limits_are_40_by_20_when_the_output_is_no_terminal()
    {
        var rows = Draw("cat", "--temperature", "2", "--top-p", "1", "--seed", "5").Output.TrimEnd('\n').Split('\n');
        Assert.All(rows, row => Assert.InRange(row.Length, 0, 40));
        Assert.InRange(rows.Length, 1, 20);
    }

    [Fact]
    public void Only_characters_of_the_set_are_drawn()
    {
        var run = Draw("cat", "--chars", "#. ", "--seed", "3");
        Assert.Empty(run.Output.Except("#. \n"));
        Assert.NotEmpty(run.Output.Trim());
    }

    [Fact]
    public void Same_seed_draws_the_same_and_another_seed_another()
    {
        var first = Draw("cat", "--seed", "7", "--temperature", "1");
        Assert.Equal(first, Draw("cat", "--seed", "7", "--temperature", "1"));
        Assert.NotEqual(first.Output, Draw("cat", "--seed", "8", "--temperature", "1").Output);
    }

    [Fact]
    public void Greedy_needs_no_seed() => Assert.Equal(Draw("cat", "--greedy"), Draw("cat", "--temperature", "0"));

    [Fact]
    public void Words_without_quotes_are_one_prompt() =>
        Assert.Equal(Draw("sailing boat", "--greedy"), Draw("sailing", "--greedy", "Boat"));

    [Fact]
    public void Words_after_two_dashes_are_never_options() =>
        Assert.Equal(0, Draw("--greedy", "--", "--cat").ExitCode);

    [Fact]
    public void File_and_directory_name_the_same_model() =>
        Assert.Equal(Draw("cat", "--greedy"), ProgramRun.Of("cat", "--greedy", "--model", model.Weights));

    [Fact]
    public void Verbose_tells_the_seed_that_draws_the_same_again()
    {
        var run = Draw("cat", "--verbose", "--temperature", "1");
        var seed = run.Error.Split("seed ")[1].Split(',')[0];
        Assert.Equal(run.Output, Draw("cat", "--seed", seed, "--temperature", "1").Output);
        Assert.DoesNotContain("guidance", run.Error, StringComparison.Ordinal);
        Assert.Contains(", guidance 1.5, model noise", Draw("cat", "--verbose", "--guidance", "1.5", "--width", "8", "--height", "3").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_best_candidate_is_the_drawing_of_its_seed_however_many_threads_drew_it()
    {
        string[] limits = ["cat", "--width", "12", "--height", "6", "--temperature", "1"];
        var best = Draw([.. limits, "--seed", "20", "--candidates", "5", "--threads", "2", "--verbose"]);
        Assert.Equal(0, best.ExitCode);
        Assert.StartsWith("ascii-gen: seed 20, the best of 5 (alone: ", best.Error, StringComparison.Ordinal);
        string[] alone = best.Error.Split("alone: ")[1].Split(')')[0].Split(' ');
        Assert.Equal(20, int.Parse(alone[^1], System.Globalization.CultureInfo.InvariantCulture) % 1_000_003);
        Assert.Equal(best.Output, Draw([.. limits, .. alone]).Output);
        Assert.Equal(best.Output, Draw([.. limits, "--seed", "20", "--candidates", "5", "--threads", "1"]).Output);
    }

    [Fact]
    public void Unless_told_otherwise_the_best_of_four_is_drawn_and_one_where_there_is_no_choice()
    {
        string[] limits = ["cat", "--width", "12", "--height", "6", "--seed", "3", "--verbose"];
        Assert.Equal(Draw([.. limits, "--candidates", "4"]).Output, Draw(limits).Output);
        Assert.Contains("the best of 4", Draw(limits).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("the best of", Draw([.. limits, "--greedy"]).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("the best of", Draw([.. limits, "--temperature", "0.0"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_tells_model_sizes_and_licence()
    {
        var run = ProgramRun.Of("--info", "--model", model.Path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        foreach (var part in new[] { "ascii-gen 0.", "noise (preset test)", "1 layers", "guidance    1: how much prompts count", "temperature 0.7: how adventurous", "float32", "CC0-1.0", "processor", model.Path })
        {
            Assert.Contains(part, run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Program_draws_or_says_that_no_model_is_inside()
    {
        var run = ProgramRun.Of("cat");
        if (ProgramRun.Of("--info").Output.Contains("none inside", StringComparison.Ordinal)) run.IsRefused(1, "no model inside", "--model");
        else Assert.Equal((0, "", true), (run.ExitCode, run.Error, run.Output.Trim().Length > 0));
    }

    [Fact]
    public void Closed_pipe_ends_quietly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        var run = ProgramRun.Start("sh", ["-c", "\"$@\" | head -n 1; exit $?", "sh", "dotnet", ProgramRun.Program, "cat", "--model", model.Path, "--chars", "#", "--width", "1", "--seed", "1"]);
        Assert.Equal(new ProgramRun(0, "#\n", ""), run);
    }

    [Fact]
    public void Full_disk_is_an_error_of_one_line()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        var run = ProgramRun.Start("sh", ["-c", "exec \"$@\" > /dev/full", "sh", "dotnet", ProgramRun.Program, "cat", "--model", model.Path]);
        run.IsRefused(1, "No space left");
    }

    [Fact]
    public void Interrupt_ends_with_130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        string[] command = ["dotnet", ProgramRun.Program, "cat", "--model", model.SaveEndless(), "--width", "1024", "--height", "1024", "--greedy"];

        // A shell that runs the tests in the background has them, and their children, ignore the signal.
        if (OperatingSystem.IsLinux()) command = ["env", "--default-signal=INT", .. command];
        using var process = new Process { StartInfo = ProgramRun.Describe(command[0], command[1..]) };
        process.Start();
        process.StandardOutput.ReadLine(); // the first row is out: it is drawing
        ProgramRun.Start("kill", ["-INT", $"{process.Id}"]);
        process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", error);
        Assert.Equal(130, process.ExitCode);
    }

    private ProgramRun Draw(params string[] arguments) => ProgramRun.Of(["--model", model.Path, .. arguments]);
}
