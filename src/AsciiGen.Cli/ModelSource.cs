// Where the model comes from: a directory or file the person names, or the resources embedded at build time.
// Does not know the format; ModelFiles verifies everything it reads.

using AsciiGen.Formats;
using AsciiGen.Subjects;

namespace AsciiGen.Cli;

internal static class ModelSource
{
    public const string EmbeddedName = "the embedded model";

    /// <summary>True when the program was built with a model inside.</summary>
    public static bool IsEmbedded => EmbeddedResources.Has(ModelFiles.WeightsName);

    /// <summary>Loads the named model, or the embedded one for null.</summary>
    /// <exception cref="AsciiGenException">There is none, or it cannot be used.</exception>
    public static LoadedModel Load(string? path)
    {
        if (path is null) return LoadEmbedded();
        if (Path.Exists(path)) return ModelFiles.Load(path);
        throw new ProgramException(
            ExitCode.Failed, $"there is no model at '{path}'. Give --model a directory made by ascii-lab export, or one of its .safetensors files.");
    }

    /// <summary>An artist with the named model, or the embedded one for null, and its list of subjects.</summary>
    /// <exception cref="AsciiGenException">There is no such model, or it or its list cannot be used.</exception>
    public static AsciiArtist LoadArtist(string? path) => new(Load(path), LoadSubjects(path));

    /// <summary>What the named model, or the embedded one for null, was trained to draw.</summary>
    /// <returns>Null when it has no list of subjects.</returns>
    /// <exception cref="AsciiGenException">The list is damaged.</exception>
    public static SubjectTable? LoadSubjects(string? path)
    {
        if (path is not null) return ModelFiles.LoadSubjects(path);
        if (EmbeddedResources.Open(ModelFiles.SubjectsName) is not { } stream) return null;
        using (stream)
        {
            var text = new byte[stream.Length];
            stream.ReadExactly(text);
            return SubjectTable.Parse(text, $"{EmbeddedName}/{ModelFiles.SubjectsName}");
        }
    }

    /// <summary>Bytes of the weights file.</summary>
    public static long WeightsSize(string? path)
    {
        if (path is not null) return new FileInfo(Directory.Exists(path) ? ModelFiles.WeightsIn(path) : path).Length;
        using var stream = Open(ModelFiles.WeightsName);
        return stream.Length;
    }

    private static LoadedModel LoadEmbedded()
    {
        if (!IsEmbedded)
        {
            throw new ProgramException(
                ExitCode.Failed, "this build has no model inside. Give --model a directory made by ascii-lab export, or build with models/default in place.");
        }

        using var weights = Open(ModelFiles.WeightsName); // whatever their file was called
        var quantConfig = EmbeddedResources.Has(ModelFiles.QuantConfigName) ? ReadText(ModelFiles.QuantConfigName) : null;
        return ModelFiles.Read(weights, ReadText(ModelFiles.ConfigName), ReadText(ModelFiles.TokenizerName), quantConfig, EmbeddedName);
    }

    private static string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    private static UnmanagedMemoryStream Open(string name) => EmbeddedResources.Open(name)
        ?? throw new InvalidOperationException($"resource {name} is missing");
}
