// An icon set as pictures of things. Sets draw one thing in several styles (cat, cat-fill, cat-thin): the plain or outlined
// one gives the line drawings, the filled one the solid drawings, the others would only repeat them.

using AsciiGen.Corpus;
using AsciiGen.Imaging;
using AsciiGen.Imaging.Icons;

namespace AsciiGen.Lab.Building;

/// <summary>Turns icon sets into drawings.</summary>
internal static class IconPictures
{
    private static readonly string[] _forLines =
        ["", "outline", "outlined", "line", "linear", "regular", "rounded", "round", "sharp", "light", "thin", "broken", "twotone", "duotone", "bold", "filled", "fill", "solid"];

    private static readonly string[] _forArea = ["fill", "filled", "solid", "bold", "rounded", "sharp", ""];

    /// <summary>One piece of work for each picture whose name is a thing, in the set's order.</summary>
    /// <param name="set">The icons.</param>
    /// <param name="takes">Tells by an icon's name whether it is wanted.</param>
    /// <param name="styles">To draw.</param>
    /// <param name="widths">To draw in.</param>
    internal static IEnumerable<Func<IReadOnlyList<ImportResult>>> Of(IconSet set, Func<string, bool> takes, IReadOnlyList<Style> styles, PictureWidths widths)
    {
        foreach (var icon in Choose(set, takes)) yield return () => Draw(set.Prefix, icon, styles, widths);
    }

    /// <summary>The pictures of a set whose name is a thing, in the set's order: of each the icon for lines and the one for area.</summary>
    /// <param name="set">The icons.</param>
    /// <param name="takes">Tells by an icon's name whether it is wanted.</param>
    internal static IEnumerable<IconChoice> Choose(IconSet set, Func<string, bool> takes)
    {
        var named = set.Icons.Where(icon => takes(icon.Name))
            .Select(icon => (Icon: icon, Name: SubjectNames.Find(set.Prefix, icon.Name)))
            .Where(pair => pair.Name is not null);
        foreach (var picture in named.GroupBy(pair => pair.Name!.Picture))
        {
            var variants = picture.Select(pair => (pair.Icon, pair.Name!.Variant)).ToList();
            var name = picture.First().Name!;
            var subject = new PictureSubject(name.Subject, name.Category, AliasesOf(set, name, variants), $"icons/{set.Prefix}/{name.Picture}", set.Author);
            yield return new IconChoice(subject, Choose(variants, _forLines), Choose(variants, _forArea));
        }
    }

    private static List<ImportResult> Draw(string prefix, IconChoice icon, IReadOnlyList<Style> styles, PictureWidths widths)
    {
        var results = new List<ImportResult>();
        var (subject, outlined, filled) = icon;
        var picture = new Lazy<Picture>(outlined.ToPicture);
        if (styles.Contains(Style.Line))
        {
            results.AddRange(PictureDrawings.Line(subject, $"{prefix}:{outlined.Name}", outlined.Name, () => picture.Value.ToSketch(), widths));
        }

        if (styles.Contains(Style.Solid))
        {
            // Most often one icon serves both styles and is rendered once.
            var area = ReferenceEquals(filled, outlined) ? picture : new(filled.ToPicture);
            results.AddRange(PictureDrawings.Solid(subject, $"{prefix}:{filled.Name}", filled.Name, () => area.Value, widths));
        }

        return results;
    }

    // The first icon of the most wanted variant; a variant nobody thought of comes last.
    private static Icon Choose(List<(Icon Icon, string Variant)> variants, string[] order) => variants.MinBy(variant =>
    {
        var place = Array.IndexOf(order, variant.Variant);
        return place < 0 ? order.Length : place;
    }).Icon;

    private static string[] AliasesOf(IconSet set, PictureName name, List<(Icon Icon, string Variant)> variants) =>
    [
        .. variants.SelectMany(variant => variant.Icon.Aliases).Select(alias => SubjectNames.Find(set.Prefix, alias)?.Subject ?? "")
            .Where(other => other.Length > 0 && other != name.Subject).Distinct(),
    ];
}
