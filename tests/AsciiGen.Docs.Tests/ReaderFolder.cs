// A folder as a reader of the pages has it, in small: a checkout with some drawings and a model of noise, files that the pages
// take for granted, and the programs by name. Programs are those of this build; the server is one on a free port.

using System.Text;

namespace AsciiGen.Docs.Tests;

/// <summary>Where commands of a page are run.</summary>
internal sealed class ReaderFolder : IDisposable
{
    private const string Address = "127.0.0.1:8080"; // as the pages write it

    private readonly TemporaryFolder _folder = new();
    private readonly RandomModel _model = new();
    private readonly Lazy<ServerProcess> _server = new(() => new ServerProcess());

    /// <summary>Makes the folder.</summary>
    public ReaderFolder()
    {
        foreach (var name in (string[])["art/hand", "corpus", "data", "models", "bin", "my-drawings"]) Directory.CreateDirectory(_folder[name]);
        foreach (var file in (string[])["art/fonts", "bench", "corpus/common_subjects.txt"]) Link(file);
        foreach (var subject in (string[])["c/cat", "c/candle", "c/cactus", "d/dog", "h/house", "k/key", "s/sailboat", "t/tree"])
        {
            Directory.CreateDirectory(_folder["art/hand/" + subject[..1]]);
            File.Copy(Path.Combine(ProgramRun.Repository, "art/hand", subject + ".txt"), _folder[$"art/hand/{subject}.txt"]);
        }

        File.CreateSymbolicLink(_folder["models/default"], _model.Path);
        File.Copy(Path.Combine(ProgramRun.Repository, "models/default/subjects.tsv"), Path.Combine(_model.Path, "subjects.tsv"));
        File.WriteAllText(_folder["corpus/default.json"], """
            { "format": "ascii-gen-recipe", "format_version": 1, "sources": [ { "name": "hand", "kind": "hand", "styles": ["hand"], "path": "art/hand",
              "license": "CC0-1.0", "attribution": "ours", "url": "https://creativecommons.org/publicdomain/zero/1.0/" } ] }
            """);
        File.WriteAllText(_folder["words.txt"], "cat\ndog\n");
        File.WriteAllText(_folder["cat.txt"], " /\\_/\\\n");
        File.WriteAllText(_folder["cat.svg"], "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\"><path d=\"M5 50 50 8 95 50H85V95H60V62H40V95H15V50Z\"/></svg>");
        File.WriteAllText(_folder["my-drawings/zeppelin.txt"], SampleOf("docs/FINE-TUNING.md"));
        AddPrograms();
    }

    /// <summary>What is there after the pages before: a pack and an exported model.</summary>
    public void AddPackAndModel() => Assert.Equal(0, Run(
        "ascii-lab corpus init --db data/ascii_art.db && ascii-lab corpus import hand art/hand --db data/ascii_art.db && ascii-lab corpus pack --db data/ascii_art.db --out data/pack.safetensors && cp -rL models/default out").ExitCode);

    /// <summary>Runs a command in a shell.</summary>
    public ProgramRun Run(string command)
    {
        var address = command.Contains(Address, StringComparison.Ordinal) ? _server.Value.Address.Authority : Address;
        return ProgramRun.Start("timeout", ["60", "bash", "-o", "pipefail", "-c", $"PATH=\"$PWD/bin:$PATH\"\n{command.Replace(Address, address, StringComparison.Ordinal)}"], folder: _folder.Path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_server.IsValueCreated) _server.Value.Dispose();
        _model.Dispose();
        _folder.Dispose();
    }

    private void AddPrograms()
    {
        var names = new (string Name, string File)[] { ("ascii-gen", ProgramRun.Program), ("ascii-lab", ProgramRun.LabProgram), ("ascii-gen-server", ProgramRun.ServerProgram) };
        foreach (var (name, file) in names) AddProgram(name, $"exec '{Dotnet}' '{file}' \"$@\"");

        // `dotnet run --project src/X -c Release -- ARGUMENTS` takes what is built.
        var cases = new StringBuilder();
        foreach (var (name, file) in names) cases.Append($"    'run --project src/{Directory.GetParent(file)!.Parent!.Parent!.Parent!.Name} -c Release --') shift 6; exec {name} \"$@\" ;;\n");
        AddProgram("dotnet", $"case \"$1 $2 $3 $4 $5 $6\" in\n{cases}    *) echo \"these tests do not know dotnet $*\" >&2; exit 1 ;;\nesac");
        AddProgram("curl", "exec /usr/bin/curl --silent --show-error --fail --max-time 60 \"$@\"");
        if (!File.Exists("/usr/bin/man")) AddProgram("man", "exec cat");
    }

    private void AddProgram(string name, string script)
    {
        File.WriteAllText(_folder["bin/" + name], $"#!/usr/bin/env bash\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder["bin/" + name], UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private void Link(string name) => File.CreateSymbolicLink(_folder[name], Path.Combine(ProgramRun.Repository, name));

    // The drawing that the page shows, a header and its rows, as a reader writes it into a file.
    private static string SampleOf(string page)
    {
        var lines = File.ReadAllLines(Path.Combine(ProgramRun.Repository, page));
        var start = Array.FindIndex(lines, line => line.Contains(" | ", StringComparison.Ordinal) && line.StartsWith("    ", StringComparison.Ordinal));
        var end = Array.FindIndex(lines, start, line => line.Trim() == "%%");
        return string.Concat(lines[start..(end + 1)].Select(line => line[4..] + "\n"));
    }

    private static string Dotnet { get; } = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path
        : ProgramRun.Start("/bin/sh", ["-c", "command -v dotnet"]).Output.Trim();
}
