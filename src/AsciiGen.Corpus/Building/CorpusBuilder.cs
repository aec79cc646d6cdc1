// Sources -> corpus, so that it can be killed anywhere: drawings and the count of the pictures they came from are
// stored in one transaction, in the source's order, and the next run skips as many pictures. What a build ends with
// therefore does not depend on how often it was stopped. Does not know kinds of sources or pictures.

using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace AsciiGen.Corpus.Building;

/// <summary>Builds a corpus step by step.</summary>
public static class CorpusBuilder
{
    /// <summary>Pictures in one transaction.</summary>
    public const int BatchSize = 64;

    /// <summary>Brings one source to its end.</summary>
    /// <param name="database">Opened for writing; the caller holds its <see cref="BuildLock"/>.</param>
    /// <param name="source">What to do; a source that was built from something else is removed first.</param>
    /// <param name="progress">Told after every batch.</param>
    /// <param name="cancel">Looked at between pictures; whole batches stay.</param>
    /// <exception cref="SourceException">The source could not be read to its end; what was stored of it is removed.</exception>
    /// <exception cref="CorpusException">The database refused.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static BuildProgress Build(CorpusDatabase database, BuildSource source, IProgress<BuildProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(source);
        var name = StepOf(source.Info.Name);
        var step = database.Change(connection => Begin(connection, source, name));
        if (step.IsComplete) return new(source.Info.Name, step.Pictures, new(0, 0, 0, 0, []), WasComplete: true);
        try
        {
            return Store(database, source, name, step.Pictures, progress, cancel);
        }
        catch (SourceException)
        {
            database.Change(connection => Remove(connection, source.Info.Name));
            throw;
        }
    }

    private static BuildProgress Store(
        CorpusDatabase database, BuildSource source, string name, int done, IProgress<BuildProgress>? progress, CancellationToken cancel)
    {
        var report = new ImportReport(0, 0, 0, 0, []);
        foreach (var batch in OrderedWork.Run(Read(source).Skip(done), cancel).Chunk(BatchSize))
        {
            done += batch.Length;
            report = database.Change(connection =>
            {
                BuildSteps.Store(connection, name, source.Fingerprint, done, complete: false);
                return Importer.StoreBatch(connection, source.Info, [.. batch.SelectMany(results => results)], report, cancel);
            });
            progress?.Report(new(source.Info.Name, done, report, WasComplete: false));
        }

        database.Change(connection =>
        {
            BuildSteps.Store(connection, name, source.Fingerprint, done, complete: true);
            return true;
        });
        return new(source.Info.Name, done, report, WasComplete: false);
    }

    /// <summary>The source's pictures; what goes wrong in reading them is the source's own fault.</summary>
    private static IEnumerable<Func<IReadOnlyList<ImportResult>>> Read(BuildSource source)
    {
        using var pictures = source.Pictures.GetEnumerator();
        while (true)
        {
            try
            {
                if (!pictures.MoveNext()) yield break;
            }
            catch (AsciiGenException error)
            {
                throw new SourceException(error.Message, error);
            }

            yield return pictures.Current;
        }
    }

    /// <summary>True when a source is in the corpus as a whole, so that its files need not be there.</summary>
    /// <param name="database">Any open corpus.</param>
    /// <param name="source">Its name.</param>
    /// <param name="fingerprint">Of what it would be built from.</param>
    public static bool IsComplete(CorpusDatabase database, string source, string fingerprint)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.Run(connection => BuildSteps.Find(connection, StepOf(source), fingerprint)) is { IsComplete: true };
    }

    /// <summary>Does something to all drawings unless it was done to these very ones before.</summary>
    /// <param name="database">Opened for writing.</param>
    /// <param name="name">Of the step.</param>
    /// <param name="fingerprint">Of what the work depends on besides the drawings.</param>
    /// <param name="work">Repeatable: what it leaves depends on the drawings alone.</param>
    /// <returns>False when it was done before.</returns>
    public static bool Finish(CorpusDatabase database, string name, string fingerprint, Action work)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(work);
        var whole = database.Run(connection => Hash(fingerprint + "\n" + BuildSteps.OfAllSources(connection)));
        if (database.Run(connection => BuildSteps.Find(connection, name, whole)) is { IsComplete: true }) return false;
        work();
        return database.Change(connection =>
        {
            BuildSteps.Store(connection, name, whole, 0, complete: true);
            return true;
        });
    }

    /// <summary>A fingerprint of texts.</summary>
    public static string Hash(params ReadOnlySpan<string> texts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts))));

    private static string StepOf(string source) => $"source/{source}";

    private static BuildStep Begin(SqliteConnection connection, BuildSource source, string name)
    {
        if (BuildSteps.Find(connection, name, source.Fingerprint) is { } step) return step;
        // A corpus written before it was built from a recipe, or another version of the source.
        Remove(connection, source.Info.Name);
        Importer.StoreSource(connection, source.Info);
        BuildSteps.Store(connection, name, source.Fingerprint, 0, complete: false);
        return new(0, IsComplete: false);
    }

    private static bool Remove(SqliteConnection connection, string source)
    {
        connection.Execute("delete from artworks where source = $source", ("$source", source));
        connection.Execute("delete from problems where source = $source", ("$source", source));
        connection.Execute("delete from sources where name = $source", ("$source", source));
        connection.Execute("delete from build_steps where name = $name", ("$name", StepOf(source)));
        return true;
    }
}
