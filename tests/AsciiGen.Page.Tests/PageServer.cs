// One server for all tests that leave it as it is: a model with random weights, so what it draws is noise, and a list of a few subjects.

[assembly: AssemblyFixture(typeof(AsciiGen.Page.Tests.PageServer))]

namespace AsciiGen.Page.Tests;

public sealed class PageServer : IDisposable
{
    private readonly RandomModel _model = new();

    public PageServer()
    {
        File.WriteAllText(Path.Combine(_model.Path, "subjects.tsv"), "cat\thls\tkitty\tlynx\ndog\tls\thound\tterrier,poodle\nhouse\thl\t\t\nhouseboat\th\t\t\n");
        Server = new ServerProcess("--model", _model.Path, "--workers", "2");
    }

    internal ServerProcess Server { get; }

    /// <summary>A server of its own that draws on and on, a million cells.</summary>
    internal ServerProcess StartEndless(string name, params string[] arguments) => new(["--model", _model.SaveEndless(name), "--workers", "1", .. arguments]);

    public void Dispose()
    {
        Server.Dispose();
        _model.Dispose();
    }
}
