// `corpus notices` as its user meets it.

namespace AsciiGen.Lab.Tests;

public sealed class CorpusNoticesTests
{
    [Fact]
    public void Writes_the_notices_of_a_recipe_and_refuses_what_is_none()
    {
        using var folder = new TemporaryFolder();
        var recipe = Path.Combine(ProgramRun.Repository, "corpus", "default.json");
        var run = ProgramRun.OfLab("corpus", "notices", "--recipe", recipe, "--out", folder["notices.md"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(File.ReadAllText(Path.Combine(ProgramRun.Repository, "THIRD-PARTY-NOTICES.md")), File.ReadAllText(folder["notices.md"]));
        ProgramRun.OfLab("corpus", "notices", "--recipe", folder["notices.md"]).IsRefusedBy("ascii-lab", 1, "notices.md", "is not valid JSON");
    }
}
