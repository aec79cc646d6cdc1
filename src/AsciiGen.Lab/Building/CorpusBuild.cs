// One run of `corpus build`: which sources are still to do, where their files are, what came of them. Says on stderr
// what it does and on stdout what there is in the end.

using System.Diagnostics;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Building;
using AsciiGen.Corpus.Duplicates;
using AsciiGen.Corpus.Recipes;
using AsciiGen.Corpus.Words;
using AsciiGen.Imaging.Icons;

namespace AsciiGen.Lab.Building;

/// <summary>Builds a recipe into a corpus.</summary>
internal sealed class CorpusBuild(Recipe recipe, PackageStore store, CorpusDatabase corpus)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<string> _skipped = [];

    /// <summary>Does what is left to do.</summary>
    /// <exception cref="AsciiGenException">The database refused.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; the next run goes on.</exception>
    internal void Run(CancellationToken cancel)
    {
        using var ahead = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var sources = recipe.Sources.Select(source => (Source: source, Path: Locate(source, ahead.Token))).ToList();
        var lists = recipe.WordLists.Select(list => (List: list, Package: store.FetchAsync(list.Package, ahead.Token))).ToList();
        try
        {
            foreach (var (source, path) in sources) BuildSource(source, path, cancel);
            Finish(lists, cancel);
        }
        finally
        {
            ahead.Cancel();
            Task.WhenAll(sources.Select(source => (Task)source.Path).Concat(lists.Select(list => list.Package)))
                .ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }

        Report();
    }

    // Null when the source is complete: nothing needs to be fetched for it.
    private Task<string?> Locate(RecipeSource source, CancellationToken cancel)
    {
        var isDone = source.Package is not null && CorpusBuilder.IsComplete(corpus, source.Name, RecipeBuild.Fingerprint(source, ""));
        return isDone ? Task.FromResult<string?>(null) : Find();

        async Task<string?> Find() => await store.LocateAsync(source, cancel).ConfigureAwait(false);
    }

    private void BuildSource(RecipeSource source, Task<string?> location, CancellationToken cancel)
    {
        using var live = new LiveLine();
        try
        {
            if (!location.IsCompleted) live.Write($"{source.Name}: fetching");
            if (location.GetAwaiter().GetResult() is not { } path) return;
            var started = _clock.Elapsed;
            var done = CorpusBuilder.Build(corpus, RecipeBuild.ToBuild(source, path), live, cancel);
            if (done.WasComplete) return;
            var report = done.Report;
            live.Say(
                $"{source.Name}: {done.Pictures:N0} pictures, {report.Added:N0} drawings, {report.Invalid:N0} refused, {report.Duplicates:N0} there already, "
                + $"{report.Problems.Count:N0} unreadable, {(_clock.Elapsed - started).TotalSeconds:F0} s");
        }
        // What the source lacks is its own affair; what the database refuses ends the build.
        catch (Exception error) when (error is PackageException or SourceException)
        {
            LeaveOut(source.Name, error, live);
        }
    }

    private void LeaveOut(string name, Exception error, LiveLine live)
    {
        _skipped.Add(name);
        live.Say($"{name}: left out. {error.Message}");
    }

    private void Finish(List<(RecipeWordList List, Task<FetchedPackage> Package)> lists, CancellationToken cancel)
    {
        using var live = new LiveLine();
        var found = new List<(RecipeWordList List, string Folder)>();
        foreach (var (list, package) in lists)
        {
            try
            {
                found.Add((list, package.GetAwaiter().GetResult().Content));
            }
            catch (PackageException error)
            {
                LeaveOut(list.Name, error, live);
            }
        }

        var fingerprint = CorpusBuilder.Hash([.. found.Select(list => list.List.Package.Title), SubjectWords.Fingerprint, SubjectNames.Fingerprint]);
        live.Write("other words for the subjects");
        CorpusBuilder.Finish(corpus, "words", fingerprint, () => SubjectWords.Apply(corpus, ReadWords(found, live), NameOf, cancel));
        live.Write("looking for pictures that are alike");
        CorpusBuilder.Finish(corpus, "clusters", $"{typeof(NearDuplicates).Module.ModuleVersionId}", () => NearDuplicates.Cluster(corpus, cancel));
    }

    private WordLists ReadWords(List<(RecipeWordList List, string Folder)> found, LiveLine live)
    {
        var all = new WordLists([], null);
        foreach (var (list, folder) in found)
        {
            try
            {
                var read = WordLists.Load([(list.Kind, folder)]);
                all = new([.. all.Entries, .. read.Entries], read.Nouns ?? all.Nouns);
            }
            catch (CorpusException error)
            {
                LeaveOut(list.Name, error, live);
            }
        }

        return all;
    }

    private static SubjectKey? NameOf(string set, string name) => SubjectNames.Find(set, name) is { } found ? new(found.Subject, found.Category) : null;

    private void Report()
    {
        var counts = ArtworkQueries.Count(corpus);
        Console.WriteLine(
            $"{corpus.Path}: {counts.Sources.Sum(source => source.Valid):N0} drawings of {counts.Subjects:N0} subjects from {counts.Sources.Select(source => source.Source).Distinct().Count()} sources, "
            + $"{counts.Sources.Sum(source => source.Artworks - source.Valid):N0} refused. Digest {CorpusDigest.Compute(corpus)[..16]}.");
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{_clock.Elapsed:h\\:mm\\:ss} on {Environment.ProcessorCount} cores, at most {process.PeakWorkingSet64 / 1_000_000:N0} MB of memory.");
        if (_skipped.Count > 0) Console.WriteLine($"Left out: {string.Join(", ", _skipped)}. Run the same command again once they can be had.");
    }
}
