// Words in, drawings out: the whole of the library for those who only want to draw. Holds a model, what it was trained to
// draw and nothing of a request, so threads may share it; what a prompt means and what null means is settled in Plan.

using System.Collections.Concurrent;
using AsciiGen.Decoding;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Subjects;
using AsciiGen.Tokens;

namespace AsciiGen;

/// <summary>Draws what it is told, for any number of threads at once.</summary>
public sealed class AsciiArtist
{
    private const int MostSuggestions = 5;

    private readonly Transformer _transformer;
    private readonly SubjectResolver? _resolver;
    private readonly ConcurrentBag<Generator> _generators = []; // one for each drawing that is being made

    /// <summary>An artist with a model.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="subjects">What it was trained to draw; without a list prompts reach the model as they are.</param>
    internal AsciiArtist(LoadedModel model, SubjectTable? subjects = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        (Model, Subjects) = (model, subjects);
        _transformer = new Transformer(model.Config, model.Weights);
        if (subjects is not null) _resolver = new SubjectResolver(subjects);
    }

    /// <summary>Name of the model, else its preset.</summary>
    public string ModelName => Model.Description.Name ?? Model.Config.Preset;

    /// <summary>How its weights are stored, which decides what a drawing costs.</summary>
    public Precision Precision => Model.StoredType;

    /// <summary>Columns of the widest drawing the model can make.</summary>
    public int MaxWidth => Model.Config.MaxWidth;

    /// <summary>Rows of the highest drawing the model can make.</summary>
    public int MaxHeight => Model.Config.MaxHeight;

    /// <summary>The model.</summary>
    internal LoadedModel Model { get; }

    /// <summary>What the model was trained to draw; null where that is not known.</summary>
    internal SubjectTable? Subjects { get; }

    /// <summary>An artist with the model of a directory or weights file, and the list of subjects beside it.</summary>
    /// <exception cref="AsciiGenException">A file is missing, damaged or disagrees with another.</exception>
    public static AsciiArtist Load(string path) => new(ModelFiles.Load(path), ModelFiles.LoadSubjects(path));

    /// <summary>Draws.</summary>
    /// <param name="prompt">What to draw, in plain English words: 1..80 printable ASCII characters after white space is folded.</param>
    /// <param name="options">Limits and look; null for 40 x 20 in the subject's style.</param>
    /// <param name="cancel">Stops between two tokens.</param>
    /// <returns>Rows joined by line feeds, without trailing blanks, the first and the last with ink.</returns>
    /// <exception cref="PromptException">The prompt cannot be read.</exception>
    /// <exception cref="UnknownSubjectException">It is only near to a subject, and <see cref="DrawOptions.Strict"/> is set.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="AsciiGenException">Options exclude each other, or leave no room to draw.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public string Draw(string prompt, DrawOptions? options = null, CancellationToken cancel = default) => Plan(prompt, options).Draw(cancel: cancel).Best.Text;

    /// <summary>Draws row by row, away from the calling thread. A single candidate's rows come while it is drawn, those of the best of several when it is chosen.</summary>
    /// <inheritdoc cref="Draw"/>
    /// <returns>Rows without trailing blanks, the first and the last with ink.</returns>
    public IAsyncEnumerable<string> DrawRowsAsync(string prompt, DrawOptions? options = null, CancellationToken cancel = default) => Plan(prompt, options).RowsAsync(cancel);

    /// <summary>Finds out what a prompt means and checks the options, without drawing.</summary>
    /// <inheritdoc cref="Draw"/>
    /// <returns>What will be drawn; each of its drawings is the same.</returns>
    public DrawingPlan Plan(string prompt, DrawOptions? options = null)
    {
        options ??= new DrawOptions();
        var text = PromptSpelling.Read(prompt);
        if (options.Mirror && options.Start.Length > 0) throw new AsciiGenException("rows that are kept cannot be mirrored; leave one of them out");
        var request = new GenerateOptions
        {
            Prompt = text,
            Style = options.Style ?? Style.Hand,
            Width = options.Width,
            Height = options.Height,
            MaxCharacters = options.MaxCharacters,
            Characters = options.Mirror ? options.Characters.Mirrored() : options.Characters,
            Start = options.Start,
            Sampling = new SamplingOptions
            {
                Temperature = options.Temperature, TopK = options.TopK, TopP = options.TopP, MinP = options.MinP,
                Seed = options.Seed ?? (ulong)Random.Shared.Next(1_000_000), // short enough to type again
            },
            Guidance = options.Guidance,
            Candidates = options.Temperature == 0 ? 1 : options.Candidates,
            Threads = options.Threads,
        };
        var found = request.Style == Style.Banner ? null : Resolve(text, options.Strict);
        if (found is not null) request = found.Subject.Steer(request with { Prompt = found.Subject.Name, Style = options.Style ?? found.Subject.BestStyle }, Model.Config);
        return new DrawingPlan(this, request, text, found is { IsGuess: true } ? NoteOf(found) : null, options.Mirror);
    }

    /// <summary>Subjects that have to do with a word, the nearest first; without a word all, by name.</summary>
    /// <returns>None when nothing is like the word.</returns>
    /// <exception cref="PromptException">The word cannot be read.</exception>
    /// <exception cref="AsciiGenException">The model has no list of subjects.</exception>
    public IReadOnlyList<string> FindSubjects(string word = "")
    {
        ArgumentNullException.ThrowIfNull(word);
        if (Subjects is null || _resolver is null) throw NoList();
        if (word.Length == 0) return [.. Enumerable.Range(0, Subjects.Count).Select(Subjects.NameAt)];
        var text = PromptSpelling.Read(word);
        lock (_resolver) return _resolver.Search(text);
    }

    internal DrawingChoice Run(GenerateOptions request, Action<CandidateRow>? whenRow, CancellationToken cancel)
    {
        if (!_generators.TryTake(out var generator)) generator = new Generator(_transformer);
        try
        {
            return generator.Choose(request, whenRow, cancel);
        }
        finally
        {
            _generators.Add(generator);
        }
    }

    /// <summary>Null where the prompt is for the model as it is.</summary>
    private Resolution? Resolve(string text, bool isStrict)
    {
        if (_resolver is null) return isStrict ? throw NoList() : null;
        if (Prompt.Normalize(text) == Prompt.Anything) return null; // no subject, yet the model was shown it
        lock (_resolver)
        {
            var found = _resolver.Resolve(text);
            if (!found.IsGuess || !isStrict) return found;
            var suggestions = _resolver.Suggest(found, MostSuggestions);
            throw new UnknownSubjectException($"'{found.Prompt}' is not a subject this model knows. Try {string.Join(", ", suggestions)}, or allow guesses.", suggestions);
        }
    }

    private static string NoteOf(Resolution found) => found.Step == ResolutionStep.Nearest
        ? $"'{found.Prompt}' is not a subject this model knows; drawing '{found.Subject.Name}', the nearest."
        : $"drawing '{found.Subject.Name}' for '{found.Prompt}'.";

    private static AsciiGenException NoList() => new($"this model has no list of subjects; add one with ascii-lab export --subjects {ModelFiles.SubjectsName}");
}
