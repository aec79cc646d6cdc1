// One server for all tests of a project that leave it as it is: a model with random weights, so what it draws is noise, a list of a few
// subjects, two workers.

[assembly: AssemblyFixture(typeof(AsciiGen.Testing.NoiseServer))]

namespace AsciiGen.Testing;

public sealed class NoiseServer : IDisposable
{
    private readonly RandomModel _model = new();

    public NoiseServer()
    {
        File.WriteAllText(Path.Combine(_model.Path, "subjects.tsv"), "cat\thls\tkitty\tlynx\ndog\tls\thound\tterrier,poodle\nhouse\thl\t\t\nhouseboat\th\t\t\n");
        Artist = AsciiArtist.Load(_model.Path);
        Server = new ServerProcess("--model", _model.Path, "--workers", "2");
    }

    /// <summary>The server's model, to compare with.</summary>
    public AsciiArtist Artist { get; }

    internal ServerProcess Server { get; }

    /// <summary>A server of its own with one worker that draws on and on, a million cells.</summary>
    internal ServerProcess StartEndless(string name, params string[] arguments) => new(["--model", _model.SaveEndless(name), "--workers", "1", .. arguments]);

    public void Dispose()
    {
        Server.Dispose();
        _model.Dispose();
    }
}
