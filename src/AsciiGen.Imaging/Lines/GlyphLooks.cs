// What each character looks like from a distance: its own ink as a font draws it, blurred. The shapes of LineGlyph say what
// a character may stand for; this says what the reader's eye gets. Hand-made after common monospaced fonts; no font is
// read, so drawings do not depend on one. Dashes are as long as their cell: a row of them reads as a line.

using AsciiGen.Tokens;

namespace AsciiGen.Imaging.Lines;

internal static class GlyphLooks
{
    /// <summary>Sample places of the blurred picture in a cell.</summary>
    public const int Across = 2, Down = 4;

    /// <summary>Places around a cell that its character still touches.</summary>
    public const int Margin = 3;

    /// <summary>Places a character touches.</summary>
    public const int FootprintAcross = Across + (2 * Margin), FootprintDown = Down + (2 * Margin);

    private const int Fine = 8; // positions told apart within a cell width when ink is stamped
    private const int PerPlace = Fine / Across;
    private const float Sigma = 0.5f; // of the blur, in cell widths

    // On a grid of 8 x 16 per cell, as in LineGlyph.
    private static readonly (char Character, string Ink)[] _ink =
    [
        ('|', "4,3 4,15.5"),
        ('-', "0.4,9.2 7.6,9.2"),
        ('_', "0,15.4 8,15.4"),
        ('/', "1.3,14.2 6.6,4"),
        ('(', "4.8,3 3.4,6 3,8.5 3.4,11 4.8,14"),
        ('<', "7,6.2 1.2,8.7 7,11.2"),
        ('[', "5.4,3 3.3,3 3.3,13.4 5.4,13.4"),
        ('{', "5.8,3.4 4.3,4 4.2,7.4 2.4,8.6 4.2,9.8 4.3,13.2 5.8,13.8"),
        ('.', "4,9.8 4,13"),
        ('\'', "4,4 4,7"),
        ('`', "2.6,2 4.6,4.4"),
        (',', "4.3,10.6 3.4,14.4"),
        ('"', "2.6,4 2.6,7;5.4,4 5.4,7"),
        (':', "4,6 4,8.5;4,10.5 4,13"),
        (';', "4,6 4,8.5;4.3,10.6 3.4,14.4"),
        ('=', "1,8 7,8;1,10.2 7,10.2"),
        ('~', "0.8,9.2 2.4,8.2 5.6,9.6 7.2,8.6"),
        ('+', "4,5 4,12;0.8,8.5 7.2,8.5"),
        ('V', "0.6,4 4,12.4 7.4,4"),
        ('v', "0.8,6 4,12.2 7.2,6"),
        ('^', "1,7 4,4 7,7"),
        ('o', "4,6 6,7 6.7,9.2 6,11.4 4,12.4 2,11.4 1.3,9.2 2,7 4,6"),
        ('O', "4,4 6.2,5 7,8.2 6.2,11.4 4,12.5 1.8,11.4 1,8.2 1.8,5 4,4"),
    ];

    private static readonly float[] _taps = BuildTaps(); // (Fine position within a place, 2 * Margin + 1)

    /// <summary>Ink of every shape as a font draws it, in cell units.</summary>
    public static InkSample[][] Samples { get; } = [.. GlyphTables.Glyphs.Select(glyph => InkOf(glyph.Character).ToArray())];

    /// <summary>(footprint place, <see cref="GlyphTables.Stride"/>): blurred ink of every shape.</summary>
    public static float[] Footprints { get; } = BuildFootprints();

    /// <summary>Sum of squares of every shape's blurred ink.</summary>
    public static float[] Squares { get; } = [.. Enumerable.Range(0, GlyphTables.Stride).Select(glyph =>
        Enumerable.Range(0, FootprintAcross * FootprintDown).Sum(place => Footprints[(place * GlyphTables.Stride) + glyph] * Footprints[(place * GlyphTables.Stride) + glyph]))];

    /// <summary>Whether the look of a character is known.</summary>
    public static bool Knows(char character) => character == ' ' || InkOf(character).Count > 0;

    /// <summary>Adds blurred ink to a field of places that begins <see cref="Margin"/> places left of and above the grid.</summary>
    public static void Stamp(InkSample sample, float[] field, int across, int down)
    {
        int x = (int)MathF.Floor(sample.X * Fine), y = (int)MathF.Floor(sample.Y * Fine);
        int placeX = (int)MathF.Floor((float)x / PerPlace), placeY = (int)MathF.Floor((float)y / PerPlace);
        int tapsX = (x - (placeX * PerPlace)) * ((2 * Margin) + 1), tapsY = (y - (placeY * PerPlace)) * ((2 * Margin) + 1);
        for (var dy = 0; dy <= 2 * Margin; dy++)
        {
            var row = placeY + dy;
            if (row < 0 || row >= down) continue;
            var weight = sample.Weight * _taps[tapsY + dy];
            for (var dx = 0; dx <= 2 * Margin; dx++)
            {
                var column = placeX + dx;
                if (column >= 0 && column < across) field[(row * across) + column] += weight * _taps[tapsX + dx];
            }
        }
    }

    // The scale makes one cell width of straight ink, alone, a sum of squares of 1.
    private static float[] BuildTaps()
    {
        const float Scale = 0.779f;
        var taps = new float[PerPlace * ((2 * Margin) + 1)];
        for (var position = 0; position < PerPlace; position++)
        {
            for (var tap = 0; tap <= 2 * Margin; tap++)
            {
                var apart = ((tap - Margin + 0.5f) / Across) - ((position + 0.5f) / Fine);
                taps[(position * ((2 * Margin) + 1)) + tap] = Scale * MathF.Exp(-apart * apart / (2 * Sigma * Sigma));
            }
        }

        return taps;
    }

    private static float[] BuildFootprints()
    {
        var footprints = new float[FootprintAcross * FootprintDown * GlyphTables.Stride];
        for (var glyph = 1; glyph < GlyphTables.Glyphs.Length; glyph++)
        {
            var field = new float[FootprintAcross * FootprintDown];
            foreach (var sample in Samples[glyph]) Stamp(sample, field, FootprintAcross, FootprintDown);
            for (var place = 0; place < field.Length; place++) footprints[(place * GlyphTables.Stride) + glyph] = field[place];
        }

        return footprints;
    }

    private static List<InkSample> InkOf(char character)
    {
        foreach (var (known, ink) in _ink)
        {
            var strokes = LineGlyph.Parse(ink);
            if (known == character) return StrokeSampler.Sample(strokes);
            if (Mirror.Partner(known) == character && Mirror.Partner(character) == known) return StrokeSampler.Sample([.. strokes.Select(LineGlyph.Flip)]);
        }

        return [];
    }
}
