// What is not run as it stands on a page, and why: commands that never end, that take long, or that need what a test has not. What
// stands here and on no page any more is an error.

namespace AsciiGen.Docs.Tests;

/// <summary>A command that is run in another way.</summary>
/// <param name="Command">As on the page, without its comment.</param>
/// <param name="Instead">What is run; null: nothing.</param>
/// <param name="Why">The reason; for nothing, what else runs it.</param>
internal sealed record StandIn(string Command, string? Instead, string Why);

/// <summary>All of them.</summary>
internal static class StandIns
{
    private const string Tests = "dotnet test, of which this is a part";
    private const string Ci = "CI";
    private const string Lasts = "goes on until it is stopped; the server of these tests stands in";
    private const string Takes = "takes minutes as it stands";
    private const string Viewer = "a viewer's answers";
    private const string Torch = "needs PyTorch; check.sh runs the tests of scaleout where there is one";

    public static IReadOnlyList<StandIn> All { get; } =
    [
        new("dotnet test -c Release", null, Tests),
        new("./check.sh", null, Ci),
        new("tests/e2e/e2e_full.sh", null, $"{Ci}: check.sh"),
        new("dotnet publish src/AsciiGen.Cli -c Release", null, "tests/e2e/e2e_embedded.sh"),
        new("dotnet publish src/AsciiGen.Server -c Release", null, "takes minutes; the same targets as ascii-gen, which tests/e2e/e2e_embedded.sh publishes"),
        new("dotnet run --project src/AsciiGen.Server -c Release", null, Lasts),
        new("dotnet add package AsciiGen.DefaultModel --source out/packages", null, "tests/e2e/e2e_packages.sh"),
        new("ascii-gen-server --port 8080", null, Lasts),
        new("ascii-gen-server --allow-host art.example", null, Lasts),
        Short("ascii-lab train --pack data/pack.safetensors --preset small --checkpoint-dir runs/first"),
        Short("ascii-lab train --init-from models/default --drawings my-drawings --pack data/pack.safetensors --checkpoint-dir runs/mine"),
        Short("ascii-lab train --init-from models/default --drawings my-drawings --pack data/hand.safetensors --checkpoint-dir runs/mine"),
        new("ascii-lab corpus sheets --style solid", "ascii-lab corpus sheets --style hand", "the corpus of these tests is drawn by hand"),
        new("ascii-gen bench", null, "BenchTests"),
        new("ascii-lab naming score --key everyday.key.tsv --answers answers.txt --undecided pairs.tsv", "printf '1\\tcat\\n2\\tpony\\n' > answers.txt && ascii-lab naming score --key everyday.key.tsv --answers answers.txt --undecided pairs.tsv", Viewer),
        new("ascii-lab naming score --key everyday.key.tsv --answers answers.txt --decide pairs.tsv", "sed -i 's/$/\\tno/' pairs.tsv && ascii-lab naming score --key everyday.key.tsv --answers answers.txt --decide pairs.tsv", Viewer),
        new("ascii-lab art review --key sheets.key.tsv --answers answers.txt --undecided pairs.tsv --pending second-look.tsv", "printf '1\\tcat\\n2\\tpony\\n' > answers.txt && ascii-lab art review --key sheets.key.tsv --answers answers.txt --undecided pairs.tsv --pending second-look.tsv", Viewer),
        new("ascii-lab art review --decide decided.tsv --key sheets.key.tsv --answers answers.txt", "sed 's/$/\\tno/' pairs.tsv > decided.tsv && ascii-lab art review --decide decided.tsv --key sheets.key.tsv --answers answers.txt", Viewer),
        new("ascii-lab art review --set second-look.tsv", "sed -i 's/\\t.*/\\tclear/' second-look.tsv && ascii-lab art review --set second-look.tsv", Viewer),
        new("python3 -m ascii_scaleout.train --pack ../data/pack.safetensors --preset small --checkpoint-dir runs/first", null, Torch),
        new("python3 -m ascii_scaleout.checkpoint weights runs/first --out carried --weights bf16 --split-mb 15", null, Torch),
        new("python3 -m ascii_scaleout.checkpoint join carried/step-00002000.safetensors", null, Torch),
        new("ascii-lab export --checkpoint carried --output-dir models/first", null, "needs what the lines above write; TwinTests"),
    ];

    private static StandIn Short(string command) => new(command, command + " --max-iters 2 --batch-tokens 256", Takes);

    /// <summary>What stands in for a command; null if it is run as it stands.</summary>
    public static StandIn? For(string command) => All.FirstOrDefault(standIn => command == standIn.Command || command.StartsWith(standIn.Command + "  ", StringComparison.Ordinal) || command.StartsWith(standIn.Command + " #", StringComparison.Ordinal));
}
