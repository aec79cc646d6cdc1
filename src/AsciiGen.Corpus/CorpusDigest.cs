// One number for all a corpus holds: two databases with the same digest hold the same drawings, verdicts and sources in the
// same order. Times, fingerprints and SQLite's own
// layout do not count.

using System.Security.Cryptography;
using System.Text;

namespace AsciiGen.Corpus;

/// <summary>Tells whether two corpora hold the same.</summary>
public static class CorpusDigest
{
    private static readonly string[] _queries =
    [
        "select name, kind, family, held_out, version, license, attribution from sources order by name",
        """
        select id, sha256, subject, aliases, keywords, category, style, source, source_id, license, author, group_key, cluster_key,
          width, height, characters, ink, charset, tokens, can_mirror, valid, reasons, quality, weight from artworks order by id
        """,
        "select source, place, message from problems order by source, place, message",
        "select name, pictures, complete from build_steps order by name",
    ];

    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    /// <exception cref="CorpusException">The database refused.</exception>
    public static string Compute(CorpusDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var query in _queries)
        {
            database.Run(connection =>
            {
                using var command = connection.Command(query);
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    for (var column = 0; column < reader.FieldCount; column++)
                    {
                        var value = Convert.ToString(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);
                        hash.AppendData(Encoding.UTF8.GetBytes($"{value}\0"));
                    }
                }

                return 0;
            });
            hash.AppendData([1]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
