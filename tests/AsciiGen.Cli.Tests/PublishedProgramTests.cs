// The released form: publishes one native file with a model inside and runs it where there is no .NET, with an empty
// environment. Takes about half a minute, most of it the native compiler; of the faster builds one is carried (on Linux).

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace AsciiGen.Cli.Tests;

public sealed class PublishedProgramTests(RandomModel model) : IClassFixture<RandomModel>
{
    [Fact]
    public void Published_program_is_one_file_that_needs_no_dotnet_and_draws_the_same()
    {
        var published = Path.Combine(model.Folder, "published");
        var publish = ProgramRun.Start(
            "dotnet",
            ["publish", Path.Combine(ProgramRun.Repository, "src", "AsciiGen.Cli"), "-c", "Release", "-o", published,
                "--artifacts-path", Path.Combine(model.Folder, "artifacts"), $"-p:ModelDirectory={model.Path}",
                "-p:ProcessorLevels=v3", "-p:UseSharedCompilation=false", "-nodeReuse:false"],
            folder: ProgramRun.Repository);
        Assert.SkipWhen(publish.Output.Contains("Platform linker", StringComparison.Ordinal), "no C linker: install clang or gcc to publish");
        Assert.True(publish.ExitCode == 0, publish.Output + publish.Error);

        var files = Directory.GetFileSystemEntries(published);
        Assert.Single(files);
        var alone = Path.Combine(Directory.CreateDirectory(Path.Combine(model.Folder, "alone")).FullName, Path.GetFileName(files[0]));
        File.Move(files[0], alone);

        var info = Run(alone, "--info");
        Assert.Contains("native", info.Output, StringComparison.Ordinal);
        Assert.Contains("embedded", info.Output, StringComparison.Ordinal);
        Assert.Contains("noise", info.Output, StringComparison.Ordinal);
        foreach (var arguments in new[] { new[] { "cat", "--greedy" }, ["dog", "--seed", "4", "--temperature", "1"] })
        {
            var drawn = Run(alone, arguments);
            Assert.Equal((0, ""), (drawn.ExitCode, drawn.Error));
            Assert.Equal(ProgramRun.Of([.. arguments, "--model", model.Path]).Output, drawn.Output);
        }

        Assert.Contains("\"replayed_tokens_60x30\": 809,", Run(alone, "bench", "--json", "--model", model.Save("large context", 1024)).Output, StringComparison.Ordinal);
        Run(alone, "café").IsRefused(2, "Write \"cafe\"");
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64) return;
        LevelsDrawTheSame(alone);
        NeedsNoOpenSsl(alone);
    }

    private static void LevelsDrawTheSame(string alone)
    {
        var slow = RunWith("ASCII_GEN_LEVEL=v2", alone, "cat", "--greedy", "--width", "12", "--height", "4");
        Assert.Equal((0, ""), (slow.ExitCode, slow.Error));
        Assert.Equal(Run(alone, "cat", "--greedy", "--width", "12", "--height", "4").Output, slow.Output);
        Assert.Contains("SSE", RunWith("ASCII_GEN_LEVEL=v2", alone, "--info").Output, StringComparison.Ordinal);
        if (Avx2.IsSupported) Assert.Contains("AVX2", RunWith("ASCII_GEN_LEVEL=v3", alone, "--info").Output, StringComparison.Ordinal);
        RunWith("ASCII_GEN_LEVEL=v9", alone, "cat").IsRefused(1, "ASCII_GEN_LEVEL is 'v9', this program has v2, v3");
    }

    // Parts of .NET load OpenSSL where one expects it least; files that are no libraries stand in its way.
    private void NeedsNoOpenSsl(string alone)
    {
        var folder = Directory.CreateDirectory(Path.Combine(model.Folder, "libraries")).FullName;
        foreach (var end in new[] { ".3", ".1.1", ".1.0.2", ".1.0.0", ".10", "" }) File.WriteAllText(Path.Combine(folder, "libssl.so" + end), "none");
        var drawn = RunWith($"LD_LIBRARY_PATH={folder}", alone, "cat", "--greedy");
        Assert.Equal((0, ""), (drawn.ExitCode, drawn.Error));
    }

    private static ProgramRun RunWith(string setting, string program, params string[] arguments) =>
        ProgramRun.Start("/usr/bin/env", ["-i", setting, program, .. arguments], folder: Path.GetDirectoryName(program));

    private static ProgramRun Run(string program, params string[] arguments) =>
        ProgramRun.Start(program, arguments, emptyEnvironment: true, folder: Path.GetDirectoryName(program));
}
