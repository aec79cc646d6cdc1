// Left-right mirror image of a drawing. Only drawings made of characters that have a mirror partner can be
// mirrored; letters like R or digits like 7 have none, and such a drawing is left alone.

namespace AsciiGen.Tokens;

/// <summary>Mirrors drawings left to right, character by character.</summary>
internal static class Mirror
{
    private const string From = "/\\()<>[]{}bdpqJL`'";
    private const string To = "\\/)(><][}{dbqpLJ''";
    private const string Same = " !\"#$%&*+,-.:;=?AHIMOTUVWXY^_ilmnotuvwx|~08@";

    private static readonly byte[] _partner = BuildTable();

    /// <summary>The mirrored character, or 0 when it has none.</summary>
    public static char Partner(char character) => character < 128 ? (char)_partner[character] : '\0';

    /// <summary>Mirrors the rows of a drawing about the middle of its own width.</summary>
    /// <returns>False, and an empty text, when a character has no partner.</returns>
    public static bool TryFlip(string artwork, out string mirrored)
    {
        ArgumentNullException.ThrowIfNull(artwork);
        mirrored = "";
        var rows = artwork.Split('\n');
        var width = rows.Max(row => row.Length);
        var flipped = new string[rows.Length];
        var buffer = new char[width];
        for (var r = 0; r < rows.Length; r++)
        {
            Array.Fill(buffer, ' ');
            for (var c = 0; c < rows[r].Length; c++)
            {
                var partner = Partner(rows[r][c]);
                if (partner == '\0') return false;
                buffer[width - 1 - c] = partner;
            }

            flipped[r] = new string(buffer).TrimEnd(' ');
        }

        mirrored = string.Join('\n', flipped);
        return true;
    }

    private static byte[] BuildTable()
    {
        var table = new byte[128];
        foreach (var character in Same) table[character] = (byte)character;
        for (var i = 0; i < From.Length; i++) table[From[i]] = (byte)To[i];
        return table;
    }
}
