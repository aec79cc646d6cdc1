// Prompt in, drawings out: the loop that feeds the transformer and lets each sequence draw. A single drawing is handed out
// row by row; candidates are drawn side by side, a step of all of them sharing every read of the weights, and what they have in
// common is drawn once.

using AsciiGen.Decoding.Scoring;
using AsciiGen.Model;

namespace AsciiGen.Decoding;

/// <summary>Draws with a model. Runs may overlap; each has sequences of its own.</summary>
internal sealed class Generator
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

    /// <inheritdoc cref="DrawCandidates(GenerateOptions, Action{CandidateRow}, CancellationToken)"/>
    public IReadOnlyList<Drawing> DrawCandidates(GenerateOptions options, CancellationToken cancel = default) => DrawCandidates(options, null, cancel);

    /// <summary>Draws all candidates of a request, in the order of their seeds: the request's, then <see cref="GenerateOptions.SeedStride"/> more each time.</summary>
    /// <inheritdoc cref="Rows"/>
    /// <param name="options">The request; limits beyond the model's canvas are kept by its largest.</param>
    /// <param name="whenRow">Told every finished row at once, by the threads that draw: those of different candidates may come at the same time.</param>
    /// <param name="cancel">Stops between two tokens.</param>
    /// <returns>As many as <see cref="GenerateOptions.Candidates"/> says; each is what a request with its seed alone gives.</returns>
    public IReadOnlyList<Drawing> DrawCandidates(GenerateOptions options, Action<CandidateRow>? whenRow, CancellationToken cancel = default) =>
        DrawCandidates(new DrawRequest(options, _transformer.Config), whenRow, cancel);

    /// <summary>Draws all candidates of a request and chooses the best.</summary>
    /// <inheritdoc cref="DrawCandidates(GenerateOptions, Action{CandidateRow}, CancellationToken)"/>
    /// <returns>All of them, and which is the best.</returns>
    public DrawingChoice Choose(GenerateOptions options, Action<CandidateRow>? whenRow = null, CancellationToken cancel = default) => Choose(new DrawRequest(options, _transformer.Config), whenRow, cancel);

    private Drawing[] DrawCandidates(DrawRequest request, Action<CandidateRow>? whenRow, CancellationToken cancel)
    {
        var options = request.Options;
        var threads = Math.Clamp(options.Candidates / 2, 1, options.Threads);
        var drawings = new Drawing[options.Candidates];
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
        Statistics = new DrawStatistics(request.Prompt.Length, drawings.Sum(drawing => drawing.TokenCount), drawings.Length, drawings.All(drawing => drawing.IsComplete));
        return drawings;

        void DrawShare(int share)
        {
            var numbers = Enumerable.Range(0, options.Candidates).Where(number => number % threads == share).ToArray();
            foreach (var (number, drawing) in numbers.Zip(DrawTogether(request, numbers, whenRow, cancel))) drawings[number] = drawing;
        }
    }

    private IEnumerable<string> Best(DrawRequest request, CancellationToken cancel)
    {
        foreach (var row in Choose(request, null, cancel).Best.Text.Split('\n')) yield return row;
    }

    private DrawingChoice Choose(DrawRequest request, Action<CandidateRow>? whenRow, CancellationToken cancel)
    {
        var drawings = DrawCandidates(request, whenRow, cancel);
        var choice = new DrawingChoice(drawings, DrawingScorer.Best(drawings, request.Options), request.Prompt.Length);
        Statistics = Statistics with { Seed = choice.Best.Seed, IsComplete = choice.Best.IsComplete };
        return choice;
    }

    private IEnumerable<string> Stream(DrawRequest request, CancellationToken cancel)
    {
        var room = TakeRoom(1, request);
        var sequence = new Sequence(request, request.Options.Sampling.Seed);
        var rows = new FinishedRows(sequence);
        try
        {
            var candidates = Begin(request, room, [sequence], cancel);
            while (true)
            {
                foreach (var row in rows.Take()) yield return row;
                if (candidates.AreOver) yield break;
                cancel.ThrowIfCancellationRequested();
                candidates.Step();
            }
        }
        finally
        {
            Statistics = new DrawStatistics(request.Prompt.Length, sequence.TokenCount, 1, sequence.Canvas.IsComplete) { Seed = sequence.Seed };
            _spare = room;
        }
    }

    private IEnumerable<Drawing> DrawTogether(DrawRequest request, int[] numbers, Action<CandidateRow>? whenRow, CancellationToken cancel)
    {
        var room = TakeRoom(numbers.Length, request);
        var sequences = numbers.Select(number => new Sequence(request, request.Options.Sampling.Seed + ((ulong)number * GenerateOptions.SeedStride))).ToArray();
        var rows = sequences.Select(sequence => new FinishedRows(sequence)).ToArray();
        var told = new int[numbers.Length];
        var candidates = Begin(request, room, sequences, cancel);
        Tell();
        while (!candidates.AreOver)
        {
            cancel.ThrowIfCancellationRequested();
            candidates.Step();
            Tell();
        }

        _spare = room;
        return sequences.Select(sequence => new Drawing(sequence.Canvas.ToString(), sequence.Seed, sequence.TokenCount, sequence.LogLikelihood, sequence.Canvas.IsComplete));

        void Tell()
        {
            if (whenRow is null) return;
            for (var i = 0; i < numbers.Length; i++)
            {
                foreach (var text in rows[i].Take()) whenRow(new CandidateRow(numbers[i], told[i]++, text));
            }
        }
    }

    private Candidates Begin(DrawRequest request, Room room, Sequence[] sequences, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        room.Contexts[0].Read(_transformer, room.Batch, request, cancel);
        return new Candidates(_transformer, room.Batch, room.Contexts, sequences);
    }

    private Room TakeRoom(int sequences, DrawRequest request)
    {
        var spare = Interlocked.Exchange(ref _spare, null);
        return spare is not null && spare.Contexts.Length >= sequences && spare.Contexts[0].Capacity >= request.Positions && spare.Contexts[0].IsGuided == request.IsGuided
            ? spare
            : new Room(_transformer, sequences, request);
    }

    // A little larger than asked for, so that the next request, whose prompt is a few letters longer, finds room in it.
    private sealed class Room(Transformer transformer, int sequences, DrawRequest request)
    {
        private const int PositionStep = 128;

        public TokenBatch Batch { get; } = new(transformer.Config, Math.Max(request.IsGuided ? 2 * sequences : sequences, DrawingContext.PromptChunk));

        public DrawingContext[] Contexts { get; } = [.. Enumerable.Range(0, sequences).Select(_ => new DrawingContext(transformer, PositionsFor(transformer.Config, request), request.IsGuided))];

        private static int PositionsFor(ModelConfig config, DrawRequest request) => Math.Min(config.BlockSize, (request.Positions + PositionStep - 1) / PositionStep * PositionStep);
    }
}
