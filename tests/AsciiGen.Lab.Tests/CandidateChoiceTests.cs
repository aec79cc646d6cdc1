// `ascii-lab bench candidates`: the scorer against the choices kept in the repository, and files that cannot be read.

using System.Globalization;

namespace AsciiGen.Lab.Tests;

public sealed class CandidateChoiceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_scorer_picks_what_a_viewer_picked_more_often_than_likelihood_or_chance()
    {
        var run = ProgramRun.OfLab("bench", "candidates", "--choices", Path.Combine(ProgramRun.Repository, "bench/candidates/choices.tsv"));
        Assert.True(run.ExitCode == 0, run.Error);
        var scorer = Percents(run, "the scorer");
        Assert.True(scorer[0] >= Percents(run, "chance")[0] + 20, run.Output);
        Assert.True(scorer[0] >= Percents(run, "most WholeLikelihood")[0] + 5, run.Output);
        Assert.True(scorer[2] <= Percents(run, "chance")[2] / 2, run.Output);
        Assert.True(Percents(run, "fitted to others (6 folds)")[0] >= 50, run.Output);
    }

    [Theory]
    [InlineData("1\ta\t1\t1", "choices.tsv:2", "columns")]
    [InlineData("1\tb\t1\t1\t", "choices.tsv:2", "'b'")]
    [InlineData("1\ta\t1\t3\t", "choices.tsv:2", "1..1")]
    public void Choices_that_name_no_drawing_are_refused(string line, params string[] mentions)
    {
        const string Request = """{"request":"a","prompt":"cat","style":"hand","width":9,"height":9,"candidates":[{"seed":1,"text":"o","log_likelihood":-1,"tokens":2,"complete":true}]}""";
        Write(Request, line).IsRefusedBy("ascii-lab", 1, mentions);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"request":"a","prompt":"cat","style":"hand","width":9,"height":9}""")]
    [InlineData("""{"request":"a","prompt":"cat","style":"hand","width":9,"height":9,"candidates":null}""")]
    public void Drawings_that_cannot_be_read_are_refused(string request) => Write(request, "1\ta\t1\t1\t").IsRefusedBy("ascii-lab", 1, "drawings.jsonl:1");

    private ProgramRun Write(string request, string choice)
    {
        File.WriteAllText(_folder["drawings.jsonl"], request + "\n");
        File.WriteAllText(_folder["choices.tsv"], "pass\trequest\tbest\tsecond\tbad\n" + choice + "\n");
        return ProgramRun.OfLab("bench", "candidates", "--choices", _folder["choices.tsv"]);
    }

    private static int[] Percents(ProgramRun run, string row)
    {
        var line = run.Output.Split('\n').Single(line => line.TrimStart().StartsWith(row, StringComparison.Ordinal));
        return [.. line.Trim()[row.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
    }
}
