// What a run learns from: a token pack, a corpus packed into the run's folder, or drawings of one's own, packed and
// mixed with a share of another pack so that the model forgets nothing. Does not know how a run goes.

using System.CommandLine;
using AsciiGen.Corpus;
using AsciiGen.Corpus.Collection;
using AsciiGen.Corpus.Sources;
using AsciiGen.Training;
using AsciiGen.Training.Data;

namespace AsciiGen.Lab.Training;

/// <summary>Options that lead to a token pack.</summary>
internal sealed class TrainData
{
    private const int MostProblemsShown = 5;

    private readonly Option<string?> _database = new("--db-path") { Description = "Corpus database to pack and train on", HelpName = "FILE" };
    private readonly Option<string?> _pack = new("--pack") { Description = "Token pack to train on, instead of a database", HelpName = "FILE" };
    private readonly Option<string[]> _drawings = new("--drawings")
    {
        Description = "Drawings of one's own to train on: files or folders in the format of art/hand; with --init-from gentler defaults, see docs/FINE-TUNING.md",
        HelpName = "PATH",
    };
    private readonly Option<double> _mix = new("--mix") { Description = "With --drawings and --pack: share of the pack in training", HelpName = "SHARE", DefaultValueFactory = _ => 0.5 };

    internal void AddTo(Command command)
    {
        foreach (var option in new Option[] { _database, _pack, _drawings, _mix }) command.Options.Add(option);
    }

    /// <summary>True when drawings of one's own were given.</summary>
    internal bool HasDrawings(ParseResult parsed) => parsed.IsTyped(_drawings);

    /// <summary>The pack's path; made in the run's folder unless it is there.</summary>
    /// <param name="parsed">What was typed.</param>
    /// <param name="directory">Folder of the run.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="isResumed">True for a run that goes on, which has its pack already.</param>
    internal string PackPath(ParseResult parsed, string directory, ulong seed, bool isResumed)
    {
        var (database, pack, drawings) = (parsed.GetValue(_database), parsed.GetValue(_pack), HasDrawings(parsed));
        if (database is not null && pack is not null) throw new ArgumentException("give --db-path or --pack, not both");
        if (database is not null && drawings) throw new ArgumentException("--drawings go with --pack, not with --db-path; make a pack of the database with 'ascii-lab corpus pack'");
        if (parsed.IsTyped(_mix) && !(drawings && pack is not null)) throw new ArgumentException("--mix needs --drawings and --pack");
        if (isResumed && drawings) throw new ArgumentException("a resumed run keeps its drawings; leave --drawings out");
        var own = Path.Combine(directory, "pack.safetensors");
        if (drawings) return PackDrawings(parsed, directory, own, seed);
        if (pack is not null) return pack;
        if (database is null) return isResumed && File.Exists(own) ? own : throw new ArgumentException("there is nothing to train on; give --db-path FILE, --pack FILE or --drawings PATH");
        using var corpus = CorpusDatabase.Open(database, readOnly: true);
        RunFolder.Make(directory);
        PackWriter.Save(corpus, own, new PackOptions { Seed = seed, Command = $"ascii-lab train --db-path {database} --seed {seed}" });
        return own;
    }

    private string PackDrawings(ParseResult parsed, string directory, string path, ulong seed)
    {
        var mix = parsed.GetValue(_mix);
        if (!(mix > 0 && mix < 1)) throw new ArgumentException($"--mix is {mix}, expected above 0 and below 1");
        var files = DrawingFile.Find(parsed.GetRequiredValue(_drawings));
        var others = parsed.GetValue(_pack) is { } pack ? TokenPack.Load(pack) : null;
        RunFolder.Make(directory);
        var mine = others is null ? path : Path.Combine(directory, "drawings.safetensors");
        ImportAndPack(files, Path.Combine(directory, "drawings.db"), mine, seed);
        if (others is not null) MixedPack.Save(path, TokenPack.Load(mine), others, mix);
        return path;
    }

    // Nothing is set aside: somebody who gives fifty drawings wants all of them learnt.
    private static void ImportAndPack(IReadOnlyList<string> files, string database, string pack, ulong seed)
    {
        File.Delete(database);
        using var corpus = CorpusDatabase.Create(database);
        var report = Importer.Import(corpus, HandDrawnSource.Info, HandDrawnSource.Read(files));
        foreach (var problem in report.Problems.Take(MostProblemsShown)) Console.Error.WriteLine($"{problem.Place}: {problem.Message}");
        Console.Error.WriteLine($"{report.Read} drawings read, {report.Added} to learn from, {report.Invalid} not valid ('ascii-lab corpus stats --problems --db {database}' says why), {report.Problems.Count} unreadable.");
        PackWriter.Save(corpus, pack, new PackOptions
        {
            Seed = seed, Validation = 0, StyleShares = new Dictionary<Style, double> { [Style.Hand] = 1 }, Command = "ascii-lab train --drawings",
        });
    }
}
