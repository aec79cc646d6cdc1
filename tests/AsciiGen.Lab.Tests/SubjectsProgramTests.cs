// The list of subjects on its way from a corpus into a model directory, and out of one that is of other weights now.

namespace AsciiGen.Lab.Tests;

public sealed class SubjectsProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void List_of_a_corpus_goes_into_a_model_and_stays_there()
    {
        File.WriteAllText(In("mine.txt"), "tent | camp | small\n  /\\\n /  \\\n/____\\\n%%\nbox | | small\n.--.\n|  |\n'--'\n%%\n");
        Directory.CreateDirectory(In("corpus"));
        File.WriteAllText(In("corpus/recipe.json"), """
            {"format": "ascii-gen-recipe", "format_version": 1, "sources": [{"name": "mine", "kind": "hand", "path": "mine.txt", "styles": ["hand"],
              "license": "CC0-1.0", "attribution": "Nobody", "url": "https://example.org"}]}
            """);
        ProgramRun.OfLabOk("corpus", "init", "--db", In("a.db"));
        ProgramRun.OfLabOk("corpus", "import", "hand", In("mine.txt"), "--db", In("a.db"));
        var written = ProgramRun.OfLabOk("corpus", "subjects", "--db", In("a.db"), "--recipe", In("corpus/recipe.json"), "--packages", In("packages"), "--out", In("subjects.tsv"));
        Assert.Contains("2 subjects, 1 aliases, 0 kinds", written.Output, StringComparison.Ordinal);
        Assert.Contains("names no dictionary", written.Error, StringComparison.Ordinal);
        Assert.Equal("box\th\t\t\ntent\th\tcamp\t\n", File.ReadAllText(In("subjects.tsv")));

        string[] export = ["export", "--preset", "tiny", "--n-layer", "1", "--quantize", "none", "--output-dir", In("out")];
        ProgramRun.OfLabOk([.. export, "--subjects", In("subjects.tsv")]);
        Assert.Contains("subjects.tsv: ok (2 subjects)", ProgramRun.OfLabOk("verify", In("out")).Output, StringComparison.Ordinal);
        ProgramRun.OfLabOk("export", "--model", In("out"), "--output-dir", In("again"));
        Assert.Equal(File.ReadAllBytes(In("subjects.tsv")), File.ReadAllBytes(In("again/subjects.tsv")));
        ProgramRun.OfLabOk(export);
        Assert.False(File.Exists(In("out/subjects.tsv")), "a list of other weights stayed");

        File.WriteAllText(In("subjects.tsv"), "box\n");
        ProgramRun.OfLab([.. export, "--subjects", In("subjects.tsv")]).IsRefusedBy("ascii-lab", 1, "line 1 is not a subject");
    }

    private string In(string name) => _folder[name];
}
