// Prompts and subjects through the real program: what is said on standard error, what is drawn instead, lists, refusals.

namespace AsciiGen.Cli.Tests;

public sealed class SubjectTests(RandomModel model) : IClassFixture<RandomModel>
{
    private const string Subjects = "cat\thls\tkitty\tlynx\ndog\tls\t\tpoodle\nhouse\thls\t\t\nzebra\ts\t\t\n";

    [Theory]
    [InlineData("kitty", "")]
    [InlineData("Some cats!", "")]
    [InlineData("lynx", "ascii-gen: drawing 'cat' for 'lynx'.\n")]
    [InlineData("cxtqt", "ascii-gen: 'cxtqt' is not a subject this model knows; drawing 'cat', the nearest. See --list-subjects.\n")]
    public void Cat_is_drawn_and_a_guess_is_told(string prompt, string says)
    {
        var run = Draw(prompt, "--seed", "3");
        Assert.Equal((0, says), (run.ExitCode, run.Error));
        Assert.Equal(Raw("cat"), run.Output);
    }

    [Fact]
    public void Style_is_the_subjects_own_unless_one_is_asked_for()
    {
        Assert.Equal(Raw("dog", "--style", "line"), Draw("dogs", "--seed", "3").Output);
        Assert.Equal(Raw("dog", "--style", "hand"), Draw("dogs", "--seed", "3", "--style", "hand").Output);
        Assert.Equal(Raw("zebra", "--style", "solid"), Draw("a zebra", "--seed", "3").Output);
    }

    [Fact]
    public void Large_letters_are_of_any_text()
    {
        var run = Draw("lynx", "--style", "banner", "--strict", "--seed", "3");
        Assert.Equal((0, "", Raw("lynx", "--style", "banner")), (run.ExitCode, run.Error, run.Output));
    }

    [Theory]
    [InlineData("poodle", "'poodle' is not a subject this model knows. Try dog, ")]
    [InlineData("my red cat", "Try cat, ")]
    public void Strict_refuses_a_guess_with_suggestions(string prompt, string says) => Draw(prompt, "--strict").IsRefused(3, says);

    [Fact]
    public void Something_is_anything_the_model_likes()
    {
        var run = Draw("Something", "--strict", "--seed", "3");
        Assert.Equal((0, "", Raw("something")), (run.ExitCode, run.Error, run.Output));
    }

    [Fact]
    public void Strict_draws_what_is_known()
    {
        var run = Draw("the cats", "--strict", "--seed", "3");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Subjects_are_listed_by_name_or_by_a_word()
    {
        Assert.Equal(new ProgramRun(0, "cat\ndog\nhouse\nzebra\n", ""), Known("--list-subjects"));
        Assert.Equal(new ProgramRun(0, "dog\n", ""), Known("--list-subjects", "poodles"));
        Assert.Equal(new ProgramRun(0, "dog\nhouse\n", ""), Known("--list-subjects", "o"));
        Assert.Equal(new ProgramRun(0, "", "ascii-gen: no subject has to do with 'qwrtj'. Leave the word out to list them all.\n"), Known("--list-subjects", "qwrtj"));
        Known("--list-subjects", "caf\u00e9").IsRefused(2, "Write \"cafe\"");
        Known("--list-subjects", "--seed", "3").IsRefused(2, "--seed does not go with --list-subjects");
    }

    [Fact]
    public void Listing_into_a_closed_pipe_ends_quietly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a POSIX shell");
        var names = string.Concat(Enumerable.Range(100_000, 50_000).Select(number => $"thing {number}\th\t\t\n"));
        var run = ProgramRun.Start("sh", ["-c", "{ \"$@\"; echo \"exit code $?\" >&2; } | head -n 1", "sh", "dotnet", ProgramRun.Program, "--list-subjects", "--model", With("many", names)]);
        Assert.Equal(new ProgramRun(0, "thing 100000\n", "exit code 0\n"), run);
    }

    [Fact]
    public void Model_without_a_list_gets_the_prompt_as_typed()
    {
        var run = ProgramRun.Of("some cats", "--seed", "3", "--model", model.Path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.NotEqual(Raw("cat"), run.Output);
        ProgramRun.Of("cat", "--strict", "--model", model.Path).IsRefused(1, "has no list of subjects", "ascii-lab export");
        ProgramRun.Of("--list-subjects", "--model", model.Path).IsRefused(1, "has no list of subjects");
        ProgramRun.Of("--list-subjects", "--model", Path.Combine(model.Folder, "nowhere")).IsRefused(1, "there is no model at");
    }

    [Fact]
    public void Varied_subjects_are_drawn_by_hand_at_the_models_varied_temperature()
    {
        var folder = With("varied", Subjects.Replace("cat\thls", "cat\thlsv", StringComparison.Ordinal));
        var config = Path.Combine(folder, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("{", "{\"varied_temperature\": 0,", StringComparison.Ordinal));
        string Drawn(params string[] arguments) => ProgramRun.Of([.. arguments, "--seed", "3", "--model", folder]).Output;
        Assert.Equal(Drawn("cat", "--temperature", "0", "--candidates", "1"), Drawn("cats", "--candidates", "1"));
        Assert.NotEqual(Drawn("cat"), Drawn("cat", "--temperature", "0.7"));
        Assert.Equal(Drawn("house", "--temperature", "0.7"), Drawn("house"));
        Assert.Equal(Drawn("cat", "--style", "line", "--temperature", "0.7"), Drawn("cat", "--style", "line"));
    }

    [Fact]
    public void Damaged_list_is_refused() => ProgramRun.Of("cat", "--model", With("damaged", "cat\thls\n")).IsRefused(1, "subjects.tsv: line 1 is not a subject");

    private ProgramRun Draw(params string[] arguments) => Known([.. arguments, "--temperature", "1"]);

    private ProgramRun Known(params string[] arguments) => ProgramRun.Of([.. arguments, "--model", With("known", Subjects)]);

    // As a model without a list draws it.
    private string Raw(params string[] arguments) => ProgramRun.Of([.. arguments, "--seed", "3", "--temperature", "1", "--model", model.Path]).Output;

    private string With(string name, string subjects)
    {
        var folder = Path.Combine(model.Folder, name);
        if (!Directory.Exists(folder)) model.Copy(name);
        File.WriteAllText(Path.Combine(folder, "subjects.tsv"), subjects);
        return folder;
    }
}
