// What is wrong with a request, as RFC 9457 has it: a status, a line for whoever asked, sometimes what to ask instead. Thrown
// anywhere below a handler; HttpServer answers with it.

using Microsoft.AspNetCore.Http;

namespace AsciiGen.Server;

/// <summary>A request that is not answered as it was meant.</summary>
/// <param name="status">HTTP status, 400 and above.</param>
/// <param name="detail">One line: what happened, what to do.</param>
internal sealed class RequestProblem(int status, string detail) : Exception(detail)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>What may have been meant.</summary>
    public IReadOnlyList<string>? Suggestions { get; init; }

    /// <summary>When to come again, in seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The answer to a request that is wrong in itself.</summary>
    public static RequestProblem Bad(string detail) => new(StatusCodes.Status400BadRequest, detail);

    /// <summary>The name of a status.</summary>
    public static string TitleOf(int status) => status switch
    {
        400 => "Bad request",
        403 => "Refused",
        404 => "Not found",
        405 => "Method not allowed",
        408 => "Too slow",
        413 => "Too large",
        415 => "Not JSON",
        422 => "Unknown subject",
        429 => "Too many drawings",
        503 => "Stopping",
        < 500 => "Bad request",
        _ => "Internal error",
    };
}
