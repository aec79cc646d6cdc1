// Looks of held-out pictures on the disk, since making them takes a minute or more. The file says what it was made of: another
// recipe, font or converter makes it anew. A file that is damaged is made anew as well.

using AsciiGen.Corpus.Building;
using AsciiGen.Corpus.Recipes;
using AsciiGen.Decoding;
using AsciiGen.Formats;
using AsciiGen.Imaging.Measures;
using AsciiGen.Lab.Building;

namespace AsciiGen.Lab.Evaluation;

internal static class ReferenceFile
{
    private const string FingerprintName = "fingerprint", SubjectsName = "subjects", FamiliesName = "families";

    /// <summary>Of everything that looks of a recipe's held-out pictures depend on.</summary>
    internal static string Fingerprint(Recipe recipe, string font) =>
        CorpusBuilder.Hash([.. HeldOutPictures.SourcesOf(recipe).Select(source => RecipeBuild.Fingerprint(source, source.Path ?? "")), Path.GetFileName(font)]);

    /// <summary>The pictures of a file, or null when it is not there, damaged, or made of something else.</summary>
    internal static HeldOutPicture[]? TryLoad(string path, string fingerprint)
    {
        if (!File.Exists(path)) return null;
        try
        {
            var file = Safetensors.Load(path);
            return file.Metadata.GetValueOrDefault(FingerprintName) == fingerprint ? Read(file) : null;
        }
        catch (Exception error) when (error is AsciiGenException or IOException or UnauthorizedAccessException or KeyNotFoundException or IndexOutOfRangeException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Makes the folder that a file is to be in.</summary>
    /// <exception cref="AsciiGenException">It cannot be made.</exception>
    internal static void MakeFolder(string path)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AsciiGenException($"{path}: its folder cannot be made ({error.Message.TrimEnd('.')}); give another --references", error);
        }
    }

    /// <summary>Writes a file.</summary>
    /// <returns>Why it could not be written, null if it was.</returns>
    internal static string? TrySave(string path, string fingerprint, IReadOnlyList<HeldOutPicture> pictures)
    {
        try
        {
            Save(path, fingerprint, pictures);
            return null;
        }
        catch (Exception error) when (error is AsciiGenException or IOException or UnauthorizedAccessException)
        {
            return $"looks are not kept in {path} and will be made again: {error.Message}";
        }
    }

    private static void Save(string path, string fingerprint, IReadOnlyList<HeldOutPicture> pictures)
    {
        var subjects = pictures.Select(picture => picture.Subject).Distinct().ToList();
        var families = pictures.Select(picture => picture.Family).Distinct().ToList();
        var drawings = pictures.Index().SelectMany(pair => pair.Item.Drawings.Select(drawing => (Picture: pair.Index, drawing.Size, drawing.Look))).ToList();
        var file = new SafetensorsWriter(new Dictionary<string, string>
        {
            [FingerprintName] = fingerprint,
            [SubjectsName] = string.Join('\n', subjects),
            [FamiliesName] = string.Join('\n', families),
        });
        file.AddI32("picture.subject", [pictures.Count], pictures.Select(picture => subjects.IndexOf(picture.Subject)).ToArray());
        file.AddI32("picture.family", [pictures.Count], pictures.Select(picture => families.IndexOf(picture.Family)).ToArray());
        file.AddU8("picture.style", [pictures.Count], pictures.Select(picture => (byte)picture.Style).ToArray());
        file.AddFloats("picture.look", [pictures.Count, PictureLook.Length], pictures.SelectMany(picture => picture.Look).ToArray(), TensorType.F16);
        file.AddI32("drawing.picture", [drawings.Count], drawings.Select(drawing => drawing.Picture).ToArray());
        file.AddI32("drawing.width", [drawings.Count], drawings.Select(drawing => drawing.Size.Width).ToArray());
        file.AddFloats("drawing.look", [drawings.Count, PictureLook.Length], drawings.SelectMany(drawing => drawing.Look).ToArray(), TensorType.F16);
        file.Save(path);
    }

    private static HeldOutPicture[] Read(Safetensors file)
    {
        string[] subjects = file.Metadata[SubjectsName].Split('\n'), families = file.Metadata[FamiliesName].Split('\n');
        int[] subjectOf = file.ReadI32("picture.subject"), familyOf = file.ReadI32("picture.family"), pictureOf = file.ReadI32("drawing.picture"), widths = file.ReadI32("drawing.width");
        var styles = file.ReadU8("picture.style");
        if (styles.Any(style => style >= Styles.Count)) throw new InvalidOperationException("a style that there is none of");
        float[] looks = file.ReadFloats("picture.look"), drawn = file.ReadFloats("drawing.look");
        var drawings = Enumerable.Range(0, pictureOf.Length).ToLookup(i => pictureOf[i], i => (CanvasSize.Common.First(size => size.Width == widths[i]), Row(drawn, i)));
        return [.. Enumerable.Range(0, subjectOf.Length).Select(i =>
            new HeldOutPicture(subjects[subjectOf[i]], families[familyOf[i]], (Style)styles[i], Row(looks, i), [.. drawings[i]]))];
    }

    private static float[] Row(float[] looks, int index) => looks[(index * PictureLook.Length)..((index + 1) * PictureLook.Length)];
}
