// The recipe of the tests of `eval`: our own fonts and two held-out families of the same two icons, a cat and a house.

using System.Text.Json;

namespace AsciiGen.Lab.Tests;

internal static class EvalRecipe
{
    private const string House = "<path fill='none' stroke='red' d='M3 21v-12l9 -6l9 6v12z'/>", Cat = "<path fill='none' stroke='red' d='M4 20v-16l5 4h6l5 -4v16z'/>";

    internal static string Fonts => Path.Combine(ProgramRun.Repository, "art", "fonts");

    /// <summary>Saves <c>corpus/a.json</c> and what it names.</summary>
    internal static void Save(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder["corpus"]);
        Directory.CreateDirectory(folder["fonts"]);
        foreach (var font in Directory.GetFiles(Fonts, "*.flf")) File.Copy(font, Path.Combine(folder["fonts"], Path.GetFileName(font)));
        foreach (var set in new[] { "one", "two" })
        {
            Directory.CreateDirectory(folder[set]);
            File.WriteAllText(folder[$"{set}/info.json"], """{"name": "Test Icons", "author": {"name": "A. Author"}, "license": {"spdx": "MIT"}}""");
            File.WriteAllText(folder[$"{set}/icons.json"], $$"""{"prefix": "{{set}}", "width": 24, "height": 24, "icons": {"cat": {"body": "{{Cat}}"}, "house": {"body": "{{House}}"} } }""");
        }

        static string Source(string name, string kind, string path, string rest) =>
            $$"""{"name": "{{name}}", "kind": "{{kind}}", "path": {{JsonSerializer.Serialize(path)}}, "license": "MIT", "attribution": "Somebody", "url": "https://example.org", {{rest}}}""";
        File.WriteAllText(folder["corpus/a.json"], $$"""
            {"format": "ascii-gen-recipe", "format_version": 1, "sources": [
            {{Source("fonts", "figlet", "fonts", "\"styles\": [\"banner\"]")}},
            {{Source("one", "icons", "one", "\"styles\": [\"line\"], \"held_out\": true")}},
            {{Source("two", "icons", "two", "\"styles\": [\"line\"], \"held_out\": true")}}]}
            """);
    }
}
