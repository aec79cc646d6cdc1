// chafa, the converter ours is measured against: https://hpjansson.org/chafa. It gets the picture a drawing should look
// like, already placed on the grid by our own converter, which is generous to it; most of its settings are its defaults.

using System.ComponentModel;
using System.Diagnostics;
using AsciiGen.Imaging.Measures;

namespace AsciiGen.Lab;

internal sealed class Chafa
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"ascii-lab-{Environment.ProcessId}.png");

    private Chafa(string version) => Version = version;

    /// <summary>What it calls itself, such as <c>Chafa version 1.12.4</c>.</summary>
    internal string Version { get; }

    /// <summary>The installed program.</summary>
    /// <exception cref="AsciiGenException">There is none.</exception>
    internal static Chafa Find()
    {
        try
        {
            return new(Run(["--version"]).Split('\n')[0].Trim());
        }
        catch (Win32Exception)
        {
            throw new AsciiGenException("chafa is not installed. Install it: apt-get install chafa; or leave out --chafa.");
        }
    }

    /// <summary>Draws a picture on the same grid.</summary>
    internal IReadOnlyList<string> Draw(Coverage picture)
    {
        try
        {
            File.WriteAllBytes(_file, picture.ToPng());
            var text = Run([
                "--symbols", "ascii", "-c", "none", "--size", $"{picture.Columns}x{picture.Rows}", "--stretch", "-w", "9", "-f", "symbols", "--animate", "off", _file]);
            var rows = text.TrimEnd('\n').Split('\n');
            return rows.Length <= picture.Rows && rows.All(row => row.Length <= picture.Columns && row.All(character => character is >= ' ' and <= '~'))
                ? rows
                : throw new AsciiGenException($"chafa gave a drawing that is not plain text of {picture.Columns}x{picture.Rows}; use chafa 1.12");
        }
        finally
        {
            File.Delete(_file);
        }
    }

    private static string Run(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("chafa", arguments) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new AsciiGenException($"chafa ended with {process.ExitCode}; try it by hand on any PNG");
    }
}
