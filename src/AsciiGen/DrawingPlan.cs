// A prompt that was understood: which subject will be drawn, how, and within which limits. Made by AsciiArtist.

using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AsciiGen.Decoding;
using AsciiGen.Tokens;

namespace AsciiGen;

/// <summary>What will be drawn. Every drawing of a plan is the same.</summary>
public sealed class DrawingPlan
{
    private readonly AsciiArtist _artist;
    private readonly bool _isMirrored;

    internal DrawingPlan(AsciiArtist artist, GenerateOptions request, string prompt, string? note, bool isMirrored)
    {
        (_artist, _isMirrored, Prompt, Note) = (artist, isMirrored, prompt, note);
        Request = new DrawRequest(request, artist.Model.Config).Options;
    }

    /// <summary>The prompt as it was typed, white space folded.</summary>
    public string Prompt { get; }

    /// <summary>What is drawn: the prompt's subject, the prompt itself where the model has no list of subjects.</summary>
    public string Subject => Request.Prompt;

    /// <summary>A line for the person who asked, where something else may be drawn than was meant; else null.</summary>
    public string? Note { get; }

    /// <summary>The look: the one that was asked for, else one the subject was trained in.</summary>
    public Style Style => Request.Style;

    /// <summary>Most columns: what was asked for, at most those of the model's widest drawing.</summary>
    public int Width => Request.Width;

    /// <summary>Most rows: what was asked for, at most those of the model's highest drawing.</summary>
    public int Height => Request.Height;

    /// <summary>Seed of the first candidate: what was asked for, else one of its own.</summary>
    public ulong Seed => Request.Sampling.Seed;

    /// <summary>Name of the model, else its preset.</summary>
    public string ModelName => _artist.ModelName;

    /// <summary>The request as the model gets it: limits within its canvas, a style, a temperature, a seed.</summary>
    internal GenerateOptions Request { get; }

    /// <summary>Draws all candidates and chooses.</summary>
    /// <param name="whenRow">Told every finished row, by the threads that draw: those of different candidates may come at the same time. Of a mirrored drawing rows are finished when it is.</param>
    /// <param name="cancel">Stops between two tokens.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public DrawingChoice Draw(Action<CandidateRow>? whenRow = null, CancellationToken cancel = default)
    {
        if (!_isMirrored) return _artist.Run(Request, whenRow, cancel);
        var drawn = _artist.Run(Request, null, cancel);
        var mirrored = drawn with { Candidates = [.. drawn.Candidates.Select(Flip)] };
        if (whenRow is null) return mirrored;
        foreach (var (number, drawing) in mirrored.Candidates.Index())
        {
            foreach (var (row, text) in drawing.Text.Split('\n').Index()) whenRow(new CandidateRow(number, row, text));
        }

        return mirrored;
    }

    /// <summary>Draws row by row, away from the calling thread; whoever stops listening stops the drawing.</summary>
    /// <inheritdoc cref="AsciiArtist.DrawRowsAsync"/>
    public async IAsyncEnumerable<string> RowsAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var rows = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var drawing = Task.Run(DrawInto, CancellationToken.None);
        try
        {
            await foreach (var row in rows.Reader.ReadAllAsync(cancel).ConfigureAwait(false)) yield return row;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await drawing.ConfigureAwait(false);
        }

        // What goes wrong comes out where the rows are read.
        void DrawInto()
        {
            try
            {
                if (Request.Candidates == 1)
                {
                    Draw(row => rows.Writer.TryWrite(row.Text), stop.Token);
                }
                else
                {
                    foreach (var row in Draw(null, stop.Token).Best.Text.Split('\n')) rows.Writer.TryWrite(row);
                }

                rows.Writer.Complete();
            }
            catch (Exception error)
            {
                rows.Writer.Complete(error);
            }
        }
    }

    private static Drawing Flip(Drawing drawing) =>
        Mirror.TryFlip(drawing.Text, out var flipped) ? drawing with { Text = flipped } : throw new InvalidOperationException("a character without a mirror image was drawn");
}
