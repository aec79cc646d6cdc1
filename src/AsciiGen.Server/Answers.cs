// How answers are written: whole, with their length, never kept by a cache. Does not know what they say.

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace AsciiGen.Server;

internal static class Answers
{
    private const string JsonType = "application/json; charset=utf-8";
    private const string ProblemType = "application/problem+json; charset=utf-8";

    /// <summary>Answers with JSON.</summary>
    public static Task WriteAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> type) => WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(answer, type), JsonType);

    /// <summary>Answers with bytes of a type.</summary>
    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> bytes, string contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>Answers with a problem.</summary>
    public static Task WriteAsync(HttpContext context, RequestProblem problem)
    {
        context.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var answer = new ProblemAnswer(RequestProblem.TitleOf(problem.Status), problem.Status, problem.Message, problem.Suggestions);
        return WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(answer, ServerJson.Default.ProblemAnswer), ProblemType);
    }
}
