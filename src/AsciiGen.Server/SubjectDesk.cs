// Where prompts are read, one at a time: finding the subject of a word nobody knows takes 10 ms and is not for several threads at once.
// Those that wait hold no thread, so many such prompts make no other answer wait. Gives what is wrong its status.

using AsciiGen.Formats;
using Microsoft.AspNetCore.Http;

namespace AsciiGen.Server;

/// <summary>Reads prompts and looks for subjects.</summary>
internal sealed class SubjectDesk(AsciiArtist artist) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>What a request for a drawing means.</summary>
    /// <exception cref="RequestProblem">It cannot be drawn as it was asked for.</exception>
    public async Task<DrawingPlan> PlanAsync(DrawingFields fields, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return artist.Plan(fields.Prompt, fields.Options);
        }
        catch (UnknownSubjectException error)
        {
            throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, error.Message) { Suggestions = error.Suggestions };
        }
        catch (AsciiGenException error)
        {
            throw RequestProblem.Bad(error.Message);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Subjects that have to do with a word; all for none.</summary>
    /// <exception cref="RequestProblem">The word cannot be read, or the model has no list.</exception>
    public async Task<IReadOnlyList<string>> FindAsync(string word, CancellationToken cancel)
    {
        if (artist.Subjects is null) throw new RequestProblem(StatusCodes.Status404NotFound, "this model has no list of subjects; draw any word");
        await _turn.WaitAsync(cancel);
        try
        {
            return artist.FindSubjects(word.Trim());
        }
        catch (PromptException error)
        {
            throw RequestProblem.Bad($"q: {error.Message}");
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
