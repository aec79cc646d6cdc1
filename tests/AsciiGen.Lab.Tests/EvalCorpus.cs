// What the tests of `eval` share, made once by the program: an untrained model, a pack of a few drawings, and the recipe.

namespace AsciiGen.Lab.Tests;

public sealed class EvalCorpus : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public EvalCorpus()
    {
        File.WriteAllText(this["words.txt"], "# subjects\ncat\nhouse\n");
        File.WriteAllText(this["mine.txt"], string.Concat(new[] { "cat", "house", "tent", "box", "hill" }.Select((subject, i) =>
            $"{subject} | | small\n  /\\\n /{new string('_', i)}  \\\n/____\\\n%%\n{subject} | | small\n.{new string('-', i + 2)}.\n|  o{subject[0]}\n'--'\n%%\n")));
        File.WriteAllText(this["banners.txt"], "sun\nsky\nmoon\nrain\nwind\nsnow\n");
        ProgramRun.OfLabOk("corpus", "init", "--db", this["a.db"]);
        ProgramRun.OfLabOk("corpus", "import", "hand", this["mine.txt"], "--db", this["a.db"]);
        ProgramRun.OfLabOk("corpus", "import", "figlet", EvalRecipe.Fonts, "--license", "CC0-1.0", "--words", this["banners.txt"], "--db", this["a.db"]);
        ProgramRun.OfLabOk("corpus", "pack", "--db", this["a.db"], "--out", this["pack.safetensors"], "--validation", "0.4");
        ProgramRun.OfLabOk("export", "--preset", "tiny", "--n-layer", "1", "--output-dir", this["out"]);
        EvalRecipe.Save(_folder);
    }

    internal string this[string name] => _folder[name];

    public void Dispose() => _folder.Dispose();
}
