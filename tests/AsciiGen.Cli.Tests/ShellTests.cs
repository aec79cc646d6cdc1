// Completions, the manual page, and what only a terminal shows: colours, typing, narrow windows. Terminals are those of script(1).

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AsciiGen.Cli.Tests;

public sealed partial class ShellTests(RandomModel model) : IClassFixture<RandomModel>
{
    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public void Completions_name_every_option(string shell)
    {
        var run = ProgramRun.Of("--completions", shell);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var options = ListedOption().Matches(File.ReadAllText(Path.Combine(ProgramRun.Repository, "src", "AsciiGen.Cli", "OptionTable.cs"))).Select(match => match.Groups[1].Value);
        Assert.All(options, option => Assert.Contains(shell == "fish" ? $" -l {option} " : $"--{option}", run.Output, StringComparison.Ordinal));
        if (shell is "zsh" or "fish" or "powershell" && Find(shell == "powershell" ? "pwsh" : shell) is null) Assert.Skip($"{shell} is not installed, so only the names are checked");
        if (shell == "powershell") return;
        using var folder = new TemporaryFolder();
        var script = Path.Combine(folder.Path, "completions");
        File.WriteAllText(script, run.Output);
        Assert.Equal(new ProgramRun(0, "", ""), ProgramRun.Start(shell, ["-n", script]));
    }

    [Theory]
    [InlineData("--sty", "--style")]
    [InlineData("--style so", "solid")]
    [InlineData("--seed 7 --list", "--list-subjects")]
    [InlineData("polar", "polar\\ bear")]
    public void Bash_completes_options_values_and_subjects(string typed, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs bash");
        var words = typed.Split(' ');
        var script = ProgramRun.Of("--completions", "bash").Output + $$"""

            ascii-gen() { printf 'bear\npolar bear\nsolar panel\n'; }
            COMP_WORDS=(ascii-gen {{typed}}); COMP_CWORD={{words.Length}}
            _ascii_gen
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        Assert.Equal(new ProgramRun(0, expected + "\n", ""), ProgramRun.Start("bash", ["-c", script]));
    }

    [Fact]
    public void Manual_page_is_the_one_in_docs_and_names_every_option()
    {
        var page = ProgramRun.Of("--man").Output;
        Assert.Equal(File.ReadAllText(Path.Combine(ProgramRun.Repository, "docs", "ascii-gen.1")), page);
        Assert.All(ListedOption().Matches(File.ReadAllText(Path.Combine(ProgramRun.Repository, "src", "AsciiGen.Cli", "OptionTable.cs"))),
            match => Assert.Contains(@"\fB\-\-" + match.Groups[1].Value.Replace("-", @"\-", StringComparison.Ordinal) + @"\fR", page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_narrow_terminal_narrows_the_drawing()
    {
        var rows = ScreenOf(OnTerminal("", 10, 9, "--chars", "#", "--temperature", "2")).Split('\n');
        Assert.InRange(rows.Length, 1, 7);
        Assert.All(rows, row => Assert.InRange(row.Length, 0, 10));
        var json = OnTerminal("", 10, 9, "--format", "json");
        Assert.Contains("\"width\": 10,\n  \"height\": 7,", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_are_for_terminals_and_never_where_no_color_is_set()
    {
        string[] arguments = ["--width", "12", "--height", "5", "--seed", "7", "--theme", "green"];
        var plain = ScreenOf(OnTerminal("", 80, 24, arguments[..6]));
        Assert.Contains("\e[38;5;", OnTerminal("", 80, 24, arguments), StringComparison.Ordinal);
        Assert.Contains("\e[38;2;74;246;38m", OnTerminal("COLORTERM=truecolor", 80, 24, arguments), StringComparison.Ordinal);
        Assert.Equal(plain, ScreenOf(OnTerminal("COLORTERM=truecolor", 80, 24, [.. arguments, "--candidates", "4"])));
        Assert.Equal(plain, OnTerminal("NO_COLOR=1", 80, 24, arguments));
        Assert.Equal(plain, OnTerminal("TERM=dumb", 80, 24, arguments));
        Assert.Equal(plain, OnTerminal("", 80, 24, [.. arguments[..6], "--animate"]));
        Assert.Equal(plain, ScreenOf(OnTerminal("", 80, 24, [.. arguments, "--animate"])));
    }

    [Fact]
    public void What_takes_long_is_sketched_until_the_best_takes_its_place()
    {
        var slow = model.SaveEndless();
        string[] arguments = ["--model", slow, "--width", "800", "--height", "30", "--temperature", "1", "--seed", "3", "--theme", "green"];
        var expected = ProgramRun.Of(["cat", .. arguments]).Output.TrimEnd('\n');
        var shown = OnTerminal("", 800, 31, arguments);
        Assert.NotEqual(expected.Split('\n')[0], shown.Split("\e[2m")[1].Split('\n')[0]); // the first candidate is not the best
        Assert.Equal(expected, ScreenOf(shown));
        Assert.Equal(expected, OnTerminal("NO_COLOR=1", 800, 31, arguments));
        Assert.DoesNotContain("\e[2m", OnTerminal("", 799, 31, arguments), StringComparison.Ordinal); // it would wrap
        Assert.DoesNotContain("\e[2m", OnTerminal("", 800, 30, arguments), StringComparison.Ordinal); // or scroll
    }

    [Fact]
    public void Interrupted_sketch_is_taken_away()
    {
        var shown = OnTerminal("sleep 4; printf '\\003'; sleep 1", 130, "", 1000, 1000, "--model", model.SaveEndless("interrupted"), "--width", "1000", "--height", "900", "--candidates", "2");
        Assert.Contains("\e[2m", shown, StringComparison.Ordinal);
        Assert.Equal("", ScreenOf(shown));
    }

    [Fact]
    public void Picture_is_not_written_onto_a_terminal()
    {
        Assert.SkipWhen(Find("script") is null || !OperatingSystem.IsLinux(), "needs script(1) of Linux");
        var run = ProgramRun.Start("script", ["-qec", $"dotnet {ProgramRun.Program} cat --model {model.Path} --format png", "/dev/null"]);
        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("ascii-gen: --format png would fill the terminal with bytes. Add --output FILE, or > FILE.\r\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PNG", run.Output, StringComparison.Ordinal);
    }

    private string OnTerminal(string environment, int columns, int rows, params string[] arguments) => OnTerminal("true", 0, environment, columns, rows, arguments);

    // What is typed is what a command of the shell writes.
    private string OnTerminal(string typing, int exitCode, string environment, int columns, int rows, params string[] arguments)
    {
        Assert.SkipWhen(Find("script") is null || !OperatingSystem.IsLinux(), "needs script(1) of Linux");
        var command = $"stty cols {columns} rows {rows}; env -u NO_COLOR -u COLORTERM TERM=xterm-256color {environment} dotnet {ProgramRun.Program} cat {(arguments.Contains("--model") ? "" : $"--model {model.Path}")} {string.Join(' ', arguments.Select(argument => $"'{argument}'"))}";
        var run = ProgramRun.Start("/bin/sh", ["-c", $"{{ {typing}; }} | script -qec \"$0\" /dev/null", command]);
        Assert.Equal(exitCode, run.ExitCode);
        return run.Output.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\e[?1h\e=", "", StringComparison.Ordinal).TrimEnd('\n');
    }

    // What a terminal shows that got these rows, colours and movements of the cursor.
    private static string ScreenOf(string output)
    {
        var rows = new List<StringBuilder> { new() };
        var (row, column) = (0, 0);
        foreach (Match piece in Pieces().Matches(output))
        {
            switch (piece.Value[^1])
            {
                case '\r':
                    column = 0;
                    break;
                case '\n':
                    (row, column) = (row + 1, 0);
                    if (row == rows.Count) rows.Add(new());
                    break;
                case 'A' when piece.Length > 1:
                    row -= int.Parse(piece.Value[2..^1], CultureInfo.InvariantCulture);
                    break;
                case 'K' when piece.Length > 1:
                    rows[row].Length = column;
                    break;
                case 'J' when piece.Length > 1:
                    rows[row].Length = column;
                    rows.RemoveRange(row + 1, rows.Count - row - 1);
                    break;
                case 'm' when piece.Length > 1:
                    break;
                case var character:
                    if (column == rows[row].Length) rows[row].Append(character);
                    else rows[row][column] = character;
                    column++;
                    break;
            }
        }

        return string.Join('\n', rows).TrimEnd('\n');
    }

    private static string? Find(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    [GeneratedRegex("new\\(\"--([a-z-]+)\"")]
    private static partial Regex ListedOption();

    [GeneratedRegex("\e\\[[0-9;]*[A-Za-z]|.|\r|\n")]
    private static partial Regex Pieces();
}
