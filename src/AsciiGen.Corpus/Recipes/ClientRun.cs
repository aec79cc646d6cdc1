// One run of a client program: found on a search path, started without a shell in a folder of its own, its output
// read or thrown away, its complaints kept, and the program with all it started stopped when the run is cancelled.

using System.Diagnostics;
using System.Text;

namespace AsciiGen.Corpus.Recipes;

/// <summary>How a client ended and the end of what it said on standard error.</summary>
internal sealed record ClientRun(int ExitCode, string Error)
{
    private const int MostErrorText = 64_000;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Full path of a program on a search path, null when it is not there.</summary>
    internal static string? Find(string program, string searchPath)
    {
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        return searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => endings.Select(ending => Path.GetFullPath(Path.Combine(folder, program + ending))))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="file">Full path.</param>
    /// <param name="arguments">Passed as they are.</param>
    /// <param name="folder">Its current directory.</param>
    /// <param name="read">Gets its standard output; nobody does when null. What it throws stops the program and is thrown on.</param>
    /// <param name="cancel">Stops it.</param>
    internal static async Task<ClientRun> StartAsync(string file, string[] arguments, string folder, Action<Stream>? read, CancellationToken cancel)
    {
        using var process = new Process { StartInfo = Describe(file, arguments, folder) };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new PackageException($"{file}: cannot be started ({PackageStore.OneLine(error.Message)}). Check the installation of {Path.GetFileName(file)}.", error);
        }

        await using var stop = cancel.Register(() => Kill(process));
        try
        {
            process.StandardInput.Close();
            var error = ReadErrorAsync(process.StandardError);
            var output = process.StandardOutput.BaseStream;
            if (read is null) await output.CopyToAsync(Stream.Null, cancel).ConfigureAwait(false);
            else await Task.Run(() => read(output), CancellationToken.None).ConfigureAwait(false);
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
            return new ClientRun(process.ExitCode, await error.WaitAsync(cancel).ConfigureAwait(false));
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        finally
        {
            Kill(process);
        }
    }

    private static ProcessStartInfo Describe(string file, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // English complaints, which PackageDownload reads.
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static async Task<string> ReadErrorAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        for (int count; (count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
        {
            text.Append(buffer, 0, count);
            if (text.Length > MostErrorText) text.Remove(0, text.Length - MostErrorText);
        }

        return text.ToString();
    }

    private static void Kill(Process process)
    {
        try
        {
            if (process.HasExited) return;
            process.Kill(entireProcessTree: true);
            // Its folder is deleted next, and it must not write there any more.
            process.WaitForExit(_patience);
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            // It ended by itself in this moment.
        }
    }
}
