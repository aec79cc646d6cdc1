// POST /v1/drawings: body -> plan -> a place among the workers -> the drawing, whole as JSON or row by row as events. What is wrong with a
// request is said before it may wait; `start` is sent as soon as it has a place, even while it waits for a thread, since
// everything in it is known by then. Does not know how threads are shared out.

using System.Threading.Channels;
using AsciiGen.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AsciiGen.Server.Drawings;

internal sealed class DrawingEndpoint(ModelConfig config, SubjectDesk desk, DrawingWorkers workers)
{
    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var body = await RequestBody.ReadJsonAsync(context.Request, context.RequestAborted);
        var plan = await desk.PlanAsync(DrawingBody.Read(body, config), context.RequestAborted);
        if (WantsEvents(context.Request))
        {
            await AnswerWithEventsAsync(context, plan);
            return;
        }

        var finished = await workers.DrawAsync(plan, null, context.RequestAborted);
        await Answers.WriteAsync(context, AnswerOf(plan, finished), ServerJson.Default.DrawingAnswer);
    }

    private async Task AnswerWithEventsAsync(HttpContext context, DrawingPlan plan)
    {
        var rows = Channel.CreateUnbounded<CandidateRow>(new UnboundedChannelOptions { SingleReader = true });
        var drawing = workers.DrawAsync(plan, row => rows.Writer.TryWrite(row), context.RequestAborted);
        _ = drawing.ContinueWith(_ => rows.Writer.Complete(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var events = new EventStream(context);
        try
        {
            events.Begin();
            events.Add("start", StartOf(plan), ServerJson.Default.StartEvent);
            await events.FlushAsync();
            while (await rows.Reader.WaitToReadAsync(context.RequestAborted))
            {
                while (rows.Reader.TryRead(out var row)) events.Add("row", new RowEvent(row.Candidate, row.Row, row.Text), ServerJson.Default.RowEvent);
                await events.FlushAsync();
            }

            events.Add("done", AnswerOf(plan, await drawing), ServerJson.Default.DrawingAnswer);
        }
        catch (Exception error) when (!context.RequestAborted.IsCancellationRequested)
        {
            // It cannot have another status any more.
            if (error is not RequestProblem) ServerLog.Write($"drawing failed: {error}");
            events.Add("error", new ErrorEvent(error is RequestProblem ? error.Message : HttpServer.InternalError), ServerJson.Default.ErrorEvent);
        }

        await events.FlushAsync();
    }

    // Of events and JSON what is wanted more; JSON unless events are named.
    private static bool WantsEvents(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types)) return false;
        double Wanted(string name) => types.Where(type => type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(type => type.Quality ?? 1).DefaultIfEmpty(0).Max();
        return Wanted(EventStream.ContentType) > Wanted("application/json");
    }

    private static StartEvent StartOf(DrawingPlan plan) => new(
        plan.Prompt, plan.Subject, Styles.NameOf(plan.Request.Style), plan.Note, plan.Request.Width, plan.Request.Height, plan.Request.Sampling.Seed, plan.Request.Candidates);

    private static DrawingAnswer AnswerOf(DrawingPlan plan, FinishedDrawing finished)
    {
        var choice = finished.Choice;
        return new(
            plan.Prompt, plan.Subject, Styles.NameOf(plan.Request.Style), plan.Note, plan.Request.Width, plan.Request.Height, plan.Request.Sampling.Seed,
            choice.Best.Text, choice.Chosen, [.. choice.Candidates.Select(drawing => new CandidateAnswer(drawing.Seed, drawing.Text))],
            choice.TokenCount, Math.Round(finished.Seconds, 4), plan.ModelName);
    }
}
