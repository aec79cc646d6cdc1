// models/default as part of an assembly, so that drawing takes no file: AsciiArtist.Default.Draw("cat"). Which model that is
// was decided at build time (EmbeddedModel.targets). Does not know the format; ModelFiles verifies everything it reads.

using AsciiGen.Formats;
using AsciiGen.Subjects;

namespace AsciiGen;

/// <summary>The model inside this library.</summary>
public static class DefaultModel
{
    private const string Name = "the default model";

    private static readonly Lazy<AsciiArtist> _artist = new(Load);

    /// <summary>An artist of its own with the model inside, read anew.</summary>
    /// <exception cref="AsciiGenException">The library was built without a model.</exception>
    public static AsciiArtist Load()
    {
        using var weights = Open(ModelFiles.WeightsName)
            ?? throw new AsciiGenException("this build has no model inside; name a directory made by ascii-lab export, or build with models/default in place");
        var model = ModelFiles.Read(weights, ReadText(ModelFiles.ConfigName)!, ReadText(ModelFiles.TokenizerName)!, ReadText(ModelFiles.QuantConfigName), Name);
        return new AsciiArtist(model, LoadSubjects());
    }

    extension(AsciiArtist)
    {
        /// <summary>The artist with the model inside, one for the whole program; read when it is first asked for, by one thread.</summary>
        /// <exception cref="AsciiGenException">The library was built without a model.</exception>
        public static AsciiArtist Default => _artist.Value;
    }

    private static SubjectTable? LoadSubjects()
    {
        using var stream = Open(ModelFiles.SubjectsName);
        if (stream is null) return null;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return SubjectTable.Parse(text, $"{Name}/{ModelFiles.SubjectsName}");
    }

    private static string? ReadText(string name)
    {
        using var stream = Open(name);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Stream? Open(string name) => typeof(DefaultModel).Assembly.GetManifestResourceStream(name);
}
