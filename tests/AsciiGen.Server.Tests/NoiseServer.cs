// One server for all tests that leave it as it is: a model with random weights, a list of a few subjects, two workers.

[assembly: AssemblyFixture(typeof(AsciiGen.Server.Tests.NoiseServer))]

namespace AsciiGen.Server.Tests;

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

    public void Dispose()
    {
        Server.Dispose();
        _model.Dispose();
    }
}
