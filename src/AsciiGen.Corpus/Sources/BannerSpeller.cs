// Does a banner spell its word? It is laid over the word as each known font draws it, in small letters, in capitals and
// with one. Letters are also judged one by one, from the left: a letter counts if its columns agree where it should
// stand, give or take what the letters before it were too wide or too narrow. Knows only the fonts it is given: a word
// in letters of the model's own making counts for nothing, however readable.

namespace AsciiGen.Corpus.Sources;

/// <summary>Reads banners by comparing them with fonts.</summary>
public sealed class BannerSpeller
{
    /// <summary>Share of the cells that must agree for a drawing to be a font's rendering of the word.</summary>
    public const double ExactShare = 0.95;

    /// <summary>Share of a letter's cells that must agree for it to be that letter.</summary>
    public const double LetterShare = 0.9;

    private const int RightReach = 2, DownReach = 1; // cells a drawing may be shifted
    private const int Drift = 2; // columns a letter may stand off, seen from the one before
    private const int DriftAfterWrong = 8; // the same after one that is not the right one and may be wider or narrower

    private readonly IReadOnlyList<FigletFont> _fonts;

    /// <summary>A reader of some fonts.</summary>
    /// <param name="fonts">At least one.</param>
    public BannerSpeller(IReadOnlyList<FigletFont> fonts)
    {
        ArgumentNullException.ThrowIfNull(fonts);
        if (fonts.Count == 0) throw new ArgumentException("no fonts to compare banners with", nameof(fonts));
        _fonts = fonts;
    }

    /// <summary>Number of fonts.</summary>
    public int FontCount => _fonts.Count;

    /// <summary>Compares a drawing with every font's rendering of a word.</summary>
    /// <param name="word">Letters, 1 or more.</param>
    /// <param name="drawing">Normalised text.</param>
    public BannerSpelling Read(string word, string drawing)
    {
        ArgumentException.ThrowIfNullOrEmpty(word);
        ArgumentNullException.ThrowIfNull(drawing);
        var drawn = drawing.Split('\n');
        var (agreement, letters, lettersAgreement, name) = (0.0, 0, 0.0, "");
        foreach (var font in _fonts)
        {
            foreach (var spelling in new[] { word.ToLowerInvariant(), word.ToUpperInvariant(), char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant() }.Distinct())
            {
                var template = Template.Of(font, spelling);
                if (template is null) continue;
                var share = template.Agreement(drawn);
                var right = template.RightLetters(drawn);
                agreement = Math.Max(agreement, share);
                if (right < letters || (right == letters && share <= lettersAgreement)) continue;
                (letters, lettersAgreement, name) = (right, share, font.Name);
            }
        }

        return new BannerSpelling(agreement, letters, name);
    }

    private static char At(string[] rows, int row, int column) =>
        (uint)row < (uint)rows.Length && (uint)column < (uint)rows[row].Length ? rows[row][column] : ' ';

    /// <summary>A word in one font without its margins, and the columns of each letter.</summary>
    private sealed record Template(string[] Rows, int Width, (int First, int Last)[] Letters)
    {
        /// <summary>Null when the font draws nothing for a letter.</summary>
        internal static Template? Of(FigletFont font, string word)
        {
            var rows = FigletRenderer.Render(font, word).Split('\n');
            var normal = ArtworkText.Normalize(string.Join('\n', rows)).Split('\n');
            if (normal is [""]) return null;
            var margin = rows.Where(row => row.AsSpan().Trim(' ').Length > 0).Min(row => row.Length - row.TrimStart(' ').Length);
            var letters = new (int First, int Last)[word.Length];
            var before = Array.ConvertAll(rows, _ => "");
            for (var i = 0; i < word.Length; i++)
            {
                // A letter's cells are those that differ once it is there: glyphs may share columns.
                var after = i == word.Length - 1 ? rows : FigletRenderer.Render(font, word[..(i + 1)]).Split('\n');
                var (first, last) = (int.MaxValue, -1);
                for (var r = 0; r < rows.Length; r++)
                {
                    for (var c = 0; c < after[r].Length; c++)
                    {
                        if (after[r][c] == ' ' || after[r][c] == At(before, r, c)) continue;
                        (first, last) = (Math.Min(first, c), Math.Max(last, c));
                    }
                }

                if (last < 0) return null;
                letters[i] = (first - margin, last - margin);
                before = after;
            }

            return new Template(normal, normal.Max(row => row.Length), letters);
        }

        internal double Agreement(string[] drawn)
        {
            var best = 0.0;
            for (var down = -DownReach; down <= DownReach; down++)
            {
                for (var right = -RightReach; right <= RightReach; right++) best = Math.Max(best, Compare(drawn, down, right, -RightReach, Math.Max(Width, drawn.Max(row => row.Length)) + RightReach));
            }

            return best;
        }

        internal int RightLetters(string[] drawn)
        {
            var most = 0;
            for (var down = -DownReach; down <= DownReach; down++)
            {
                var (shift, count, reach) = (0, 0, Drift);
                foreach (var (first, last) in Letters)
                {
                    var (share, found) = (0.0, 0);
                    for (var right = shift - reach; right <= shift + reach; right++)
                    {
                        var agreement = Compare(drawn, down, right, first, last);
                        if (agreement > share || (agreement == share && Math.Abs(right - shift) < Math.Abs(found - shift))) (share, found) = (agreement, right);
                    }

                    reach = share < LetterShare ? DriftAfterWrong : Drift;
                    if (share < LetterShare) continue;
                    count++;
                    shift = found;
                }

                most = Math.Max(most, count);
            }

            return most;
        }

        // Of the cells with ink in either, between two columns of the template, that of the same character in both. Shifted: the
        // drawing's cell (r + down, c + right) meets the template's (r, c).
        private double Compare(string[] drawn, int down, int right, int first, int last)
        {
            int same = 0, either = 0;
            for (var r = -DownReach; r < Math.Max(Rows.Length, drawn.Length) + DownReach; r++)
            {
                for (var c = first; c <= last; c++)
                {
                    var (wanted, found) = (At(Rows, r, c), At(drawn, r + down, c + right));
                    if (wanted == ' ' && found == ' ') continue;
                    either++;
                    if (wanted == found) same++;
                }
            }

            return either == 0 ? 0 : (double)same / either;
        }
    }
}
