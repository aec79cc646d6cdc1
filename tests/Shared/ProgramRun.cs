// Runs the real program as a child process and hands back what a shell would see: exit code and both streams.

using System.Diagnostics;

namespace AsciiGen.Testing;

/// <summary>What one run of a program left behind.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>Folder of the checkout.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>ascii-gen as the build made it, of the same configuration as the tests.</summary>
    public static string Program { get; } = Built("AsciiGen.Cli", "ascii-gen");

    /// <summary>ascii-lab, likewise.</summary>
    public static string LabProgram { get; } = Built("AsciiGen.Lab", "ascii-lab");

    /// <summary>ascii-gen-server, likewise.</summary>
    public static string ServerProgram { get; } = Built("AsciiGen.Server", "ascii-gen-server");

    /// <summary>Runs ascii-gen on the JIT.</summary>
    public static ProgramRun Of(params string[] arguments) => Start("dotnet", [Program, .. arguments]);

    /// <summary>Runs ascii-lab on the JIT.</summary>
    public static ProgramRun OfLab(params string[] arguments) => Start("dotnet", [LabProgram, .. arguments]);

    /// <summary>Runs ascii-gen-server on the JIT, which must end by itself.</summary>
    public static ProgramRun OfServer(params string[] arguments) => Start("dotnet", [ServerProgram, .. arguments]);

    /// <summary>Runs ascii-lab on the JIT and asserts that it went well.</summary>
    public static ProgramRun OfLabOk(params string[] arguments)
    {
        var run = OfLab(arguments);
        Assert.True(run.ExitCode == 0, $"ascii-lab {string.Join(' ', arguments)}: exit code {run.ExitCode}: {run.Error}");
        return run;
    }

    /// <summary>Runs any program, optionally with nothing in its environment.</summary>
    public static ProgramRun Start(string file, string[] arguments, bool emptyEnvironment = false, string? folder = null) => Run(Describe(file, arguments), "", emptyEnvironment, folder);

    /// <summary>Runs any program with a text at its standard input.</summary>
    public static ProgramRun Fed(string input, string file, string[] arguments) => Run(Describe(file, arguments), input);

    private static ProgramRun Run(ProcessStartInfo start, string input, bool emptyEnvironment = false, string? folder = null)
    {
        using var process = new Process { StartInfo = start };
        process.StartInfo.WorkingDirectory = folder ?? Path.GetTempPath();
        if (emptyEnvironment) process.StartInfo.Environment.Clear();
        process.Start();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not wish to read it.
        }

        process.WaitForExit();
        return new(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>A child process with all streams redirected.</summary>
    public static ProcessStartInfo Describe(string file, string[] arguments) => new(file, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <summary>Asserts one line of complaint, nothing drawn, and the exit code.</summary>
    public void IsRefused(int exitCode, params string[] mentions) => IsRefusedBy("ascii-gen", exitCode, mentions);

    /// <summary>The same for a program by name.</summary>
    public void IsRefusedBy(string program, int exitCode, params string[] mentions)
    {
        Assert.Equal("", Output);
        Assert.StartsWith(program + ": ", Error, StringComparison.Ordinal);
        Assert.Equal(Error.Length - 1, Error.IndexOf('\n', StringComparison.Ordinal));
        foreach (var mention in mentions) Assert.Contains(mention, Error, StringComparison.Ordinal);
        Assert.Equal(exitCode, ExitCode);
    }

    private static string Built(string project, string assembly) => Path.Combine(
        Repository, "src", project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", assembly + ".dll");

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AsciiGen.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
