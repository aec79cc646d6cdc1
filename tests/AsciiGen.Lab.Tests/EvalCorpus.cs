// What the tests of `eval` share, made once: an untrained model, a pack of a few drawings, our own fonts and two held-out families
// of the same two icons.

using System.Text.Json;

namespace AsciiGen.Lab.Tests;

public sealed class EvalCorpus : IDisposable
{
    private const string House = "<path fill='none' stroke='red' d='M3 21v-12l9 -6l9 6v12z'/>", Cat = "<path fill='none' stroke='red' d='M4 20v-16l5 4h6l5 -4v16z'/>";

    private readonly TemporaryFolder _folder = new();

    public EvalCorpus()
    {
        File.WriteAllText(this["words.txt"], "# subjects\ncat\nhouse\n");
        File.WriteAllText(this["mine.txt"], string.Concat(new[] { "cat", "house", "tent", "box", "hill" }.Select((subject, i) =>
            $"{subject} | | small\n  /\\\n /{new string('_', i)}  \\\n/____\\\n%%\n{subject} | | small\n.{new string('-', i + 2)}.\n|  o{subject[0]}\n'--'\n%%\n")));
        File.WriteAllText(this["banners.txt"], "sun\nsky\nmoon\nrain\nwind\nsnow\n");
        ProgramRun.OfLabOk("corpus", "init", "--db", this["a.db"]);
        ProgramRun.OfLabOk("corpus", "import", "hand", this["mine.txt"], "--db", this["a.db"]);
        ProgramRun.OfLabOk("corpus", "import", "figlet", Fonts, "--license", "CC0-1.0", "--words", this["banners.txt"], "--db", this["a.db"]);
        ProgramRun.OfLabOk("corpus", "pack", "--db", this["a.db"], "--out", this["pack.safetensors"], "--validation", "0.4");
        ProgramRun.OfLabOk("export", "--preset", "tiny", "--n-layer", "1", "--output-dir", this["out"]);
        SaveRecipe();
    }

    private static string Fonts => Path.Combine(ProgramRun.Repository, "art", "fonts");

    internal string this[string name] => _folder[name];

    public void Dispose() => _folder.Dispose();

    private void SaveRecipe()
    {
        Directory.CreateDirectory(this["corpus"]);
        Directory.CreateDirectory(this["fonts"]);
        foreach (var font in Directory.GetFiles(Fonts, "*.flf")) File.Copy(font, Path.Combine(this["fonts"], Path.GetFileName(font)));
        foreach (var set in new[] { "one", "two" })
        {
            Directory.CreateDirectory(this[set]);
            File.WriteAllText(this[$"{set}/info.json"], """{"name": "Test Icons", "author": {"name": "A. Author"}, "license": {"spdx": "MIT"}}""");
            File.WriteAllText(this[$"{set}/icons.json"], $$"""{"prefix": "{{set}}", "width": 24, "height": 24, "icons": {"cat": {"body": "{{Cat}}"}, "house": {"body": "{{House}}"} } }""");
        }

        static string Source(string name, string kind, string path, string rest) =>
            $$"""{"name": "{{name}}", "kind": "{{kind}}", "path": {{JsonSerializer.Serialize(path)}}, "license": "MIT", "attribution": "Somebody", "url": "https://example.org", {{rest}}}""";
        File.WriteAllText(this["corpus/a.json"], $$"""
            {"format": "ascii-gen-recipe", "format_version": 1, "sources": [
            {{Source("fonts", "figlet", "fonts", "\"styles\": [\"banner\"]")}},
            {{Source("one", "icons", "one", "\"styles\": [\"line\"], \"held_out\": true")}},
            {{Source("two", "icons", "two", "\"styles\": [\"line\"], \"held_out\": true")}}]}
            """);
    }
}
