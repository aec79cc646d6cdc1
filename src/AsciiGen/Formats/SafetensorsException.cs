// The one error of the safetensors format: "FILE: what, expected, found", one line whatever the file holds.

namespace AsciiGen.Formats;

/// <summary>A safetensors file that is missing, damaged or not what was asked for.</summary>
internal sealed class SafetensorsException : AsciiGenException
{
    /// <summary>An error about a file.</summary>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="problem">What is wrong, with what was expected and found.</param>
    /// <param name="inner">What caused it, if anything.</param>
    public SafetensorsException(string file, string problem, Exception? inner = null)
        : base($"{MessageText.OneLine(file, 300)}: {problem}", inner!)
    {
        File = file;
    }

    /// <summary>The file as the user named it.</summary>
    public string File { get; }
}
