// Every bad argument: one line that says what and what to do, nothing drawn, the right exit code.

namespace AsciiGen.Cli.Tests;

public sealed class BadArgumentTests
{
    [Theory]
    [InlineData("--width is '0', expected 1 or more columns", "cat", "--width", "0")]
    [InlineData("--height is '-4'", "cat", "--height", "-4")]
    [InlineData("--width is 'wide'", "cat", "--width=wide")]
    [InlineData("--width is '99999999999', expected at most 2147483647", "cat", "--width", "99999999999")]
    [InlineData("--max-chars is '0'", "cat", "--max-chars", "0")]
    [InlineData("--temperature is '-1'", "cat", "--temperature", "-1")]
    [InlineData("--temperature is 'NaN'", "cat", "--temperature", "NaN")]
    [InlineData("--top-p is '1.5'", "cat", "--top-p", "1.5")]
    [InlineData("--top-k is '-1'", "cat", "--top-k", "-1")]
    [InlineData("--min-p is '2'", "cat", "--min-p", "2")]
    [InlineData("--guidance is '11'", "cat", "--guidance", "11")]
    [InlineData("--guidance is '-1'", "cat", "--guidance", "-1")]
    [InlineData("--seed is '-3'", "cat", "--seed", "-3")]
    [InlineData("--width needs a value", "cat", "--width")]
    [InlineData("--width needs a value", "cat", "--width", "--height", "3")]
    [InlineData("--width is given more than once", "cat", "--width", "3", "--width", "4")]
    [InlineData("there is no option '--widht'. Did you mean --width?", "cat", "--widht", "3")]
    [InlineData("there is no option '--colour'. See ascii-gen --help.", "cat", "--colour")]
    [InlineData("--verbose takes no value", "cat", "--verbose=3")]
    [InlineData("--greedy takes no value", "cat", "--greedy:false")]
    [InlineData("there is no option '-x'", "-x", "cat")]
    [InlineData("there is no style 'oil'. Use one of hand, line, solid, banner.", "cat", "--style", "oil")]
    [InlineData("--chars holds 'é' (U+00E9)", "cat", "--chars", "é")]
    [InlineData("--candidates is '65', expected 1 to 64", "cat", "--candidates", "65")]
    [InlineData("--candidates is '0'", "cat", "--candidates", "0")]
    [InlineData("--threads is '0', expected 1 or more threads", "cat", "--threads", "0")]
    [InlineData("--greedy draws the same every time", "cat", "--greedy", "--candidates", "2")]
    [InlineData("--greedy and --temperature exclude each other", "cat", "--greedy", "--temperature", "0.5")]
    [InlineData("there is no format 'gif'. Use one of text, markdown, json, html, svg, png.", "cat", "--format", "gif")]
    [InlineData("the name 'cat.gif' does not tell a format.", "cat", "--output", "cat.gif")]
    [InlineData("--force goes with --output", "cat", "--force")]
    [InlineData("--jsonl and --format svg exclude each other", "cat", "--jsonl", "--format", "svg")]
    [InlineData("there is no theme 'mauve'. Use one of plain, ", "cat", "--theme", "mauve")]
    [InlineData("--count is '101', expected 1 to 100", "cat", "--count", "101")]
    [InlineData("--continue keeps rows as they are and --mirror turns them round", "cat", "--continue", "-", "--mirror")]
    [InlineData("prompts and rows cannot both come from standard input", "-", "--continue", "-")]
    [InlineData("--output takes one drawing", "-", "--output", "cats.txt")]
    [InlineData("drawings of several prompts cannot be one svg", "-", "--format", "svg")]
    [InlineData("there are no completions for 'tcsh'. Use one of bash, zsh, fish, powershell.", "--completions", "tcsh")]
    public void Bad_option_is_a_usage_error(string says, params string[] arguments) =>
        ProgramRun.Of(arguments).IsRefused(2, says);

    [Theory]
    [InlineData("", "the prompt is empty")]
    [InlineData(" \t ", "the prompt is empty")]
    [InlineData("café", "'é' (U+00E9), which the model cannot read. Write \"cafe\".")]
    [InlineData("Straße in Łódź", "Write \"Strasse in Lodz\".")]
    [InlineData("cat’s paw", "Write \"cat's paw\".")]
    [InlineData("🐱 cat", "(U+1F431), which the model cannot read. Write \"cat\".")]
    [InlineData("🐱", "Name it in plain English words.")]
    [InlineData("猫", "Name it in plain English words.")]
    [InlineData("a\u001b[2Jb", "the prompt holds U+001B")]
    public void Prompt_the_model_cannot_read_is_refused_with_a_proposal(string prompt, string says) =>
        ProgramRun.Of(prompt).IsRefused(2, says);

    [Fact]
    public void Prompt_above_80_characters_is_refused() =>
        ProgramRun.Of(new string('a', 81)).IsRefused(2, "the prompt has 81 characters, the most is 80");

    [Fact]
    public void Given_rows_that_are_none_are_refused() => ProgramRun.Of("cat", "--continue", "-").IsRefused(2, "- holds no rows to go on from");

    [Fact]
    public void Options_without_a_prompt_are_refused() => ProgramRun.Of("--width", "20").IsRefused(2, "the prompt is empty");

    [Fact]
    public void Character_set_of_blanks_cannot_be_met() => ProgramRun.Of("cat", "--chars", "  ").IsRefused(3, "--chars");

    [Fact]
    public void Nothing_at_all_prints_the_help_where_no_drawing_is_expected()
    {
        var run = ProgramRun.Of();
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Contains("Usage: ascii-gen PROMPT", run.Error, StringComparison.Ordinal);
    }
}
