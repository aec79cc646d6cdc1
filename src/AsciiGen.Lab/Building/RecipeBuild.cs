// A source of a recipe, once its files are there, as something a build can work on: chooses the reader of its kind and
// says what its drawings depend on. The only place that knows all kinds.

using System.Security.Cryptography;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Building;
using AsciiGen.Corpus.Recipes;
using AsciiGen.Corpus.Sources;
using AsciiGen.Imaging;
using AsciiGen.Imaging.Icons;

namespace AsciiGen.Lab.Building;

/// <summary>Joins recipes and readers.</summary>
internal static class RecipeBuild
{
    private const int BannersPerFont = 300;

    private static readonly Lazy<IReadOnlyList<string>> _bannerTexts = new(() => BannerTexts.Of(SubjectNames.Subjects));
    private static readonly Lazy<IReadOnlyList<string>> _bannerTextsAndMadeUp = new(() => BannerTexts.Of(SubjectNames.Subjects, withMadeUpWords: true));

    /// <summary>What to build of a source.</summary>
    /// <param name="source">Of the recipe.</param>
    /// <param name="path">Its file or folder.</param>
    internal static BuildSource ToBuild(RecipeSource source, string path)
    {
        var pictures = Pictures(source, path);
        if (source.MaxPictures is { } most && source.Kind != SourceKind.Figlet) pictures = pictures.Take(most);
        return new(source.ToSourceInfo(), Fingerprint(source, path), pictures);
    }

    // Read as late as possible: opening the source belongs to reading it.
    private static IEnumerable<Func<IReadOnlyList<ImportResult>>> Pictures(RecipeSource source, string path)
    {
        var widths = PictureWidths.Varied;
        var pictures = source.Kind switch
        {
            SourceKind.Hand => HandDrawnSource.Read(AsciiGen.Corpus.Collection.DrawingFile.Find([path])).Select(Single),
            SourceKind.Figlet => FigletSource.Read(
                FigletSource.FindFonts([path]).Where(font => source.Takes(Path.GetFileNameWithoutExtension(font))), TextsOf(source), source.MaxPictures ?? BannersPerFont, seed: 1).Select(Single),
            SourceKind.Icons => IconPictures.Of(IconSet.Load(path), source.Takes, source.Styles, widths),
            SourceKind.Pictures => SvgPictures.Of(path, source.Name, source.Takes, source.Styles, widths),
            SourceKind.QuickDraw => QuickDrawPictures.Of(path, source.Takes, int.MaxValue, widths),
            _ => throw new ArgumentOutOfRangeException(nameof(source), source.Kind, "unknown kind"),
        };
        foreach (var picture in pictures) yield return picture;
    }

    /// <summary>Of everything the drawings of a source depend on, the library that draws included: another converter means other drawings.</summary>
    /// <param name="source">Of the recipe.</param>
    /// <param name="path">Its file or folder; not looked at for a package, whose checksum says it all.</param>
    internal static string Fingerprint(RecipeSource source, string path) => CorpusBuilder.Hash(
        $"{source with { Path = null, Package = null, Styles = [], Include = [], Exclude = [] }}",
        string.Join(',', source.Styles), string.Join(',', source.Include), string.Join(',', source.Exclude),
        source.Package is { } package ? $"{package.Title} {string.Join(',', package.Checksums.Values)} {package.Under}" : HashOf(path),
        source.Kind == SourceKind.Figlet ? string.Join('\n', TextsOf(source)) : "",
        PictureWidths.Varied.Description, $"{typeof(Picture).Module.ModuleVersionId}");

    private static IReadOnlyList<string> TextsOf(RecipeSource source) => (source.HasMadeUpWords ? _bannerTextsAndMadeUp : _bannerTexts).Value;

    private static string HashOf(string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = File.Exists(path) ? [path] : Directory.GetFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        foreach (var file in files)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{Path.GetRelativePath(path, file)}\0"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Func<IReadOnlyList<ImportResult>> Single(ImportResult result) => () => [result];
}
