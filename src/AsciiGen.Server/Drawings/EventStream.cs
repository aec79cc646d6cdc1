// Server-sent events: each a name and JSON on one line. Does not know which events there are.

using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace AsciiGen.Server.Drawings;

internal sealed class EventStream(HttpContext context)
{
    public const string ContentType = "text/event-stream";

    /// <summary>Begins the answer.</summary>
    public void Begin()
    {
        context.Response.ContentType = ContentType;
        context.Response.Headers["X-Accel-Buffering"] = "no"; // for nginx, which else collects
    }

    /// <summary>Adds an event, to be sent with the next flush.</summary>
    public void Add<T>(string name, T data, JsonTypeInfo<T> type)
    {
        var writer = context.Response.BodyWriter;
        Encoding.ASCII.GetBytes($"event: {name}\ndata: ", writer);
        using (var json = new Utf8JsonWriter(writer)) JsonSerializer.Serialize(json, data, type);
        Encoding.ASCII.GetBytes("\n\n", writer);
    }

    /// <summary>Sends what was added.</summary>
    /// <exception cref="OperationCanceledException">Nobody listens any more.</exception>
    public async Task FlushAsync()
    {
        var flushed = await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        if (flushed.IsCompleted) throw new OperationCanceledException();
    }
}
