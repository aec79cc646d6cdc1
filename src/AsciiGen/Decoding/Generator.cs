// Prompt in, drawings out: the loop that feeds the transformer and lets each sequence draw. A single drawing is handed out
// row by row; candidates are drawn side by side, a step of all of them sharing every read of the weights, and what they have in
// common is drawn once.

using AsciiGen.Decoding.Scoring;
using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Decoding;

/// <summary>Draws with a model. Runs may overlap; each has sequences of its own.</summary>
public sealed class Generator
{
    private readonly Transformer _transformer;
    private Room? _spare; // megabytes worth keeping between runs

    /// <summary>A generator over a model.</summary>
    public Generator(Transformer transformer)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        _transformer = transformer;
    }

    /// <summary>Tokens of the run that ended last; zeros before any did.</summary>
    public DrawStatistics Statistics { get; private set; } = new(0, 0, 0, IsComplete: false);

    /// <summary>Draws and joins the rows by line feeds; of several candidates the best.</summary>
    /// <inheritdoc cref="Rows"/>
    /// <returns>The drawing, without a line feed at its end.</returns>
    public string Draw(GenerateOptions options, CancellationToken cancel = default) => string.Join('\n', Rows(options, cancel));

    /// <summary>Draws row by row; every enumeration is one run and gives the same rows. The best of several candidates comes when all are done.</summary>
    /// <param name="options">The request; limits beyond the model's canvas are kept by its largest.</param>
    /// <param name="cancel">Stops between two tokens.</param>
    /// <returns>Rows without trailing blanks, the first and the last with ink.</returns>
    /// <exception cref="ArgumentException">The request is not valid; see <see cref="GenerateOptions.Validate"/>.</exception>
    /// <exception cref="AsciiGenException">The request is not valid, or the prompt leaves no room in the model's context.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IEnumerable<string> Rows(GenerateOptions options, CancellationToken cancel = default)
    {
        var request = new DrawRequest(options, _transformer.Config);
        return request.Options.Candidates == 1 ? Stream(request, cancel) : Best(request, cancel);
    }

    /// <summary>Draws all candidates of a request, in the order of their seeds: the request's, then <see cref="GenerateOptions.SeedStride"/> more each time.</summary>
    /// <inheritdoc cref="Rows"/>
    /// <returns>As many as <see cref="GenerateOptions.Candidates"/> says; each is what a request with its seed alone gives.</returns>
    public IReadOnlyList<Drawing> DrawCandidates(GenerateOptions options, CancellationToken cancel = default) => DrawCandidates(new DrawRequest(options, _transformer.Config), cancel);

    private Drawing[] DrawCandidates(DrawRequest request, CancellationToken cancel)
    {
        var options = request.Options;
        var threads = Math.Clamp(options.Candidates / 2, 1, options.Threads);
        var shares = new Drawing[threads][];
        var others = new Task[threads - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var share = i + 1;
            others[i] = Task.Run(() => DrawShare(share), CancellationToken.None);
        }

        try
        {
            DrawShare(0);
        }
        finally
        {
            // Nobody goes on drawing after this returns or throws; what went wrong in another thread is told below.
            Task.WhenAll(others).ContinueWith(static _ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }

        foreach (var other in others) other.GetAwaiter().GetResult();
        var drawings = new Drawing[options.Candidates];
        for (var i = 0; i < drawings.Length; i++) drawings[i] = shares[i % threads][i / threads];
        Statistics = new DrawStatistics(request.Prompt.Length, drawings.Sum(drawing => drawing.TokenCount), drawings.Length, drawings.All(drawing => drawing.IsComplete));
        return drawings;

        void DrawShare(int share)
        {
            var seeds = new List<ulong>();
            for (var i = share; i < options.Candidates; i += threads) seeds.Add(options.Sampling.Seed + ((ulong)i * GenerateOptions.SeedStride));
            shares[share] = DrawTogether(request, seeds, cancel);
        }
    }

    private IEnumerable<string> Best(DrawRequest request, CancellationToken cancel)
    {
        var drawings = DrawCandidates(request, cancel);
        var best = DrawingScorer.Best(drawings, request.Options);
        Statistics = Statistics with { Seed = drawings[best].Seed, IsComplete = drawings[best].IsComplete };
        foreach (var row in drawings[best].Text.Split('\n')) yield return row;
    }

    // A row is handed out as soon as it cannot change; empty rows wait until one with ink follows, so none ever ends a drawing.
    private IEnumerable<string> Stream(DrawRequest request, CancellationToken cancel)
    {
        var room = TakeRoom(1, request);
        var context = room.Contexts[0];
        var sequence = new Sequence(request.Options, request.Options.Sampling.Seed, request.MostTokens);
        try
        {
            context.Read(_transformer, room.Batch, request, sequence.Canvas, cancel);
            var emptyRows = 0;
            while (true)
            {
                var row = sequence.Canvas.Row;
                sequence.Take(context.LastLogits(room.Batch), countsLikelihood: false);
                if (sequence.IsOver || sequence.Token == Vocabulary.NewLine)
                {
                    var text = sequence.Canvas.RowText(row);
                    if (text.Length == 0)
                    {
                        emptyRows++;
                    }
                    else
                    {
                        for (; emptyRows > 0; emptyRows--) yield return "";
                        yield return text;
                    }

                    if (sequence.IsOver) yield break;
                }

                cancel.ThrowIfCancellationRequested();
                room.Batch.Clear();
                context.Add(room.Batch, sequence.Token, sequence.Canvas.Cell);
                _transformer.Forward(room.Batch);
            }
        }
        finally
        {
            Statistics = new DrawStatistics(request.Prompt.Length, sequence.TokenCount, 1, sequence.Canvas.IsComplete) { Seed = sequence.Seed };
            _spare = room;
        }
    }

    private Drawing[] DrawTogether(DrawRequest request, List<ulong> seeds, CancellationToken cancel)
    {
        var room = TakeRoom(seeds.Count, request);
        var sequences = seeds.Select(seed => new Sequence(request.Options, seed, request.MostTokens)).ToArray();
        room.Contexts[0].Read(_transformer, room.Batch, request, sequences[0].Canvas, cancel);
        var candidates = new Candidates(_transformer, room.Batch, room.Contexts, sequences);
        while (!candidates.AreOver)
        {
            cancel.ThrowIfCancellationRequested();
            candidates.Step();
        }

        _spare = room;
        return [.. sequences.Select(sequence => new Drawing(sequence.Canvas.ToString(), sequence.Seed, sequence.TokenCount, sequence.LogLikelihood, sequence.Canvas.IsComplete))];
    }

    private Room TakeRoom(int sequences, DrawRequest request)
    {
        var spare = Interlocked.Exchange(ref _spare, null);
        return spare is not null && spare.Contexts.Length >= sequences && spare.Contexts[0].Capacity >= request.Positions && spare.Contexts[0].IsGuided == request.IsGuided
            ? spare
            : new Room(_transformer, sequences, request);
    }

    private sealed class Room(Transformer transformer, int sequences, DrawRequest request)
    {
        public TokenBatch Batch { get; } = new(transformer.Config, Math.Max(request.IsGuided ? 2 * sequences : sequences, DrawingContext.PromptChunk));

        public DrawingContext[] Contexts { get; } = [.. Enumerable.Range(0, sequences).Select(_ => new DrawingContext(transformer, request.Positions, request.IsGuided))];
    }
}
