// Corpus -> the token pack the trainer reads (docs/FORMAT.md section 10). The same database content, seed and shares
// give the same bytes. A cluster goes to one side of the split by a hash of its key and the seed alone, so adding other
// drawings never moves it. Does not know how the trainer samples beyond art.weight.

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AsciiGen.Formats;
using AsciiGen.Tokens;

namespace AsciiGen.Corpus;

/// <summary>Writes token packs.</summary>
internal static class PackWriter
{
    /// <summary>Packs the valid drawings of a corpus into <paramref name="path"/> and a description beside it.</summary>
    /// <param name="database">Any open corpus.</param>
    /// <param name="path">Ends in <c>.safetensors</c>; the description replaces that by <c>.json</c>.</param>
    /// <param name="options">Seed, split and shares.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="CorpusException">Nothing is left to pack, or a file cannot be written.</exception>
    public static PackReport Save(CorpusDatabase database, string path, PackOptions options)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (!path.EndsWith(".safetensors", StringComparison.Ordinal))
        {
            throw new ArgumentException($"the pack '{path}' must end in .safetensors");
        }

        var valid = ArtworkQueries.AllValid(database);
        if (options.LeftOutSources.Except(valid.Select(artwork => artwork.Source)).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"--leave-out names '{unknown}', which has no drawing in {database.Path}; see 'ascii-lab corpus stats'");
        }

        var packed = Weigh(Split(database, valid, options), options);
        if (packed.Count == 0)
        {
            throw new CorpusException(valid.Count == 0
                ? $"{database.Path} has no valid artworks. Import some with 'ascii-lab corpus import'."
                : $"none of the {valid.Count} valid artworks has a style with a --weight, and the quality and size asked for.");
        }

        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            var prompts = packed.Select(entry => PromptsOf(entry.Artwork)).ToList();
            BuildTensors(packed, prompts).Save(path);
            var report = Describe(packed, prompts, valid.Count, path);
            SaveDescription(Path.ChangeExtension(path, ".json"), report, options);
            return report;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CorpusException($"{path} cannot be written ({error.Message.TrimEnd('.')}). Give another --out.", error);
        }
    }

    /// <summary>True when a cluster is set aside for validation.</summary>
    /// <param name="clusterKey">The cluster.</param>
    /// <param name="seed">Of the pack.</param>
    /// <param name="share">Of the clusters, 0..1.</param>
    public static bool IsValidation(string clusterKey, ulong seed, double share)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{clusterKey}"));
        // The first 53 bits make a number in [0, 1) that every double holds exactly.
        var place = (System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
        return place < share;
    }

    /// <summary>The prompts of a drawing: its subject, then its aliases; what cannot be a prompt is left out.</summary>
    public static IReadOnlyList<string> PromptsOf(Artwork artwork)
    {
        ArgumentNullException.ThrowIfNull(artwork);
        var prompts = new List<string> { Prompt.Normalize(artwork.Subject) };
        foreach (var alias in artwork.Aliases)
        {
            try
            {
                var prompt = Prompt.Normalize(alias);
                if (!prompts.Contains(prompt)) prompts.Add(prompt);
            }
            catch (ArgumentException)
            {
                // Aliases are a bonus: one the model has no letters for is no fault of the drawing.
            }
        }

        return prompts;
    }

    /// <summary>The drawings that are wanted, each on its side.</summary>
    private static List<Entry> Split(CorpusDatabase database, IReadOnlyList<Artwork> artworks, PackOptions options)
    {
        var heldOut = ArtworkQueries.HeldOutSources(database);
        // A held-out drawing that looks like one of another family would tell how well the model remembers.
        var seen = artworks.Where(artwork => !heldOut.Contains(artwork.Source)).Select(artwork => artwork.ClusterKey).ToHashSet();
        var aside = options.LearnsEverySubject ? PiecesAside(artworks.Where(artwork => options.Wants(artwork) && artwork.Style == Style.Hand && !heldOut.Contains(artwork.Source)), options) : [];
        var entries = new List<Entry>();
        foreach (var artwork in artworks)
        {
            if (!options.Wants(artwork)) continue;
            if (!heldOut.Contains(artwork.Source))
            {
                var isValidation = options.LearnsEverySubject && artwork.Style == Style.Hand
                    ? aside.Contains(artwork.Id)
                    : IsValidation(artwork.ClusterKey, options.Seed, options.Validation);
                entries.Add(new(artwork, isValidation ? PackSplit.Validation : PackSplit.Training, 0));
            }
            else if (!seen.Contains(artwork.ClusterKey))
            {
                entries.Add(new(artwork, PackSplit.Evaluation, 0));
            }
        }

        return entries;
    }

    // Of a subject with enough pieces those that the seed chooses. If it chooses all, one that is always the same stays to be learned.
    private static HashSet<long> PiecesAside(IEnumerable<Artwork> pieces, PackOptions options)
    {
        var aside = new HashSet<long>();
        foreach (var subject in pieces.GroupBy(piece => piece.Subject).Select(subject => subject.ToList()).Where(subject => subject.Count >= PackOptions.FewestPieces))
        {
            var chosen = subject.Where(piece => IsValidation(piece.Sha256, options.Seed, options.Validation)).ToList();
            if (chosen.Count == subject.Count) chosen.Remove(chosen.MinBy(piece => piece.Sha256, StringComparer.Ordinal)!);
            aside.UnionWith(chosen.Select(piece => piece.Id));
        }

        return aside;
    }

    /// <summary>Each style's share is divided among its drawings, on each side of the split by itself.</summary>
    private static List<Entry> Weigh(List<Entry> chosen, PackOptions options)
    {
        var entries = new List<Entry>(chosen.Count);
        foreach (var side in chosen.GroupBy(entry => entry.Split))
        {
            var masses = side.GroupBy(entry => entry.Artwork.Style).ToDictionary(style => style.Key, style => style.Sum(entry => WeightOf(entry.Artwork, options)));
            var shares = masses.Keys.Sum(style => options.StyleShares[style]);
            entries.AddRange(side.Select(entry => entry with
            {
                Weight = (float)(options.StyleShares[entry.Artwork.Style] / shares * WeightOf(entry.Artwork, options) / masses[entry.Artwork.Style]),
            }));
        }

        return [.. entries.OrderBy(entry => entry.Artwork.Id)];
    }

    private static double WeightOf(Artwork artwork, PackOptions options)
    {
        var weight = options.PreferredSubjects.Contains(artwork.Subject) ? artwork.Weight * options.Preference : artwork.Weight;
        if (artwork.Style != Style.Hand) return weight;
        return options.SizeWeights.FirstOrDefault(weighed => weighed.Size.Holds(artwork.Width, artwork.Height)) is { } holds ? weight * holds.Weight : weight;
    }

    private static SafetensorsWriter BuildTensors(List<Entry> entries, List<IReadOnlyList<string>> prompts)
    {
        int count = entries.Count;
        var drawings = entries.ConvertAll(entry => Tokenizer.Encode(entry.Artwork.Text));
        var letters = prompts.SelectMany(list => list).Select(Encoding.ASCII.GetBytes).ToList();
        var pack = new SafetensorsWriter();
        AddSlices(pack, "art.tokens", "art.offsets", drawings);
        pack.AddI32("art.width", [count], entries.Select(entry => entry.Artwork.Width).ToArray());
        pack.AddI32("art.height", [count], entries.Select(entry => entry.Artwork.Height).ToArray());
        pack.AddU8("art.style", [count], entries.Select(entry => (byte)entry.Artwork.Style).ToArray());
        pack.AddU8("art.mirror", [count], entries.Select(entry => entry.Artwork.CanMirror ? (byte)1 : (byte)0).ToArray());
        pack.AddU8("art.split", [count], entries.Select(entry => (byte)entry.Split).ToArray());
        pack.AddFloats("art.weight", [count], entries.Select(entry => entry.Weight).ToArray());
        pack.AddI32("art.id", [count], entries.Select(entry => checked((int)entry.Artwork.Id)).ToArray());
        pack.AddI32("art.prompts", [count + 1], Offsets(prompts.Select(list => list.Count)));
        AddSlices(pack, "prompt.text", "prompt.offsets", letters);
        return pack;
    }

    private static void AddSlices(SafetensorsWriter pack, string data, string offsets, List<byte[]> slices)
    {
        var all = slices.SelectMany(slice => slice).ToArray();
        pack.AddU8(data, [all.Length], all);
        pack.AddI32(offsets, [slices.Count + 1], Offsets(slices.Select(slice => slice.Length)));
    }

    private static int[] Offsets(IEnumerable<int> lengths)
    {
        var offsets = new List<int> { 0 };
        foreach (var length in lengths) offsets.Add(checked(offsets[^1] + length));
        return [.. offsets];
    }

    private static PackReport Describe(List<Entry> entries, List<IReadOnlyList<string>> prompts, int valid, string path)
    {
        using var file = File.OpenRead(path);
        var sides = entries.ToLookup(entry => entry.Split);
        long Tokens(PackSplit side) => sides[side].Sum(entry => (long)entry.Artwork.Tokens);
        return new(
            sides[PackSplit.Training].Count(), sides[PackSplit.Validation].Count(), sides[PackSplit.Evaluation].Count(),
            entries.Select(entry => entry.Artwork.ClusterKey).Distinct().Count(), prompts.Sum(list => list.Count),
            Tokens(PackSplit.Training), Tokens(PackSplit.Validation), Tokens(PackSplit.Evaluation), valid - entries.Count,
            Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    private static void SaveDescription(string path, PackReport report, PackOptions options)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("format", "ascii-gen-pack");
            json.WriteNumber("format_version", 1);
            json.WriteString("command", options.Command);
            json.WriteNumber("seed", options.Seed);
            json.WriteNumber("validation", options.Validation);
            json.WriteNumber("min_quality", options.MinQuality);
            json.WriteNumber("max_width", options.MaxWidth);
            json.WriteNumber("max_height", options.MaxHeight);
            json.WriteStartObject("weights");
            foreach (var (style, share) in options.StyleShares.OrderBy(pair => pair.Key)) json.WriteNumber(Styles.NameOf(style), share);
            json.WriteEndObject();
            json.WriteNumber("training_artworks", report.Training);
            json.WriteNumber("validation_artworks", report.Validation);
            json.WriteNumber("evaluation_artworks", report.Evaluation);
            json.WriteNumber("left_out_artworks", report.LeftOut);
            json.WriteNumber("clusters", report.Clusters);
            json.WriteNumber("prompts", report.Prompts);
            json.WriteNumber("training_tokens", report.TrainingTokens);
            json.WriteNumber("validation_tokens", report.ValidationTokens);
            json.WriteNumber("evaluation_tokens", report.EvaluationTokens);
            json.WriteString("sha256", report.Sha256);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        AtomicFile.Save(path, stream => stream.Write(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private sealed record Entry(Artwork Artwork, PackSplit Split, float Weight);
}
