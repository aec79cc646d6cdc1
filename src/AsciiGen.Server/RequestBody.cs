// The body of a request: JSON, whole and small, or a problem that says why not. Kestrel counts bytes and seconds; this gives its
// refusals words. Does not know what the JSON means.

using AsciiGen.Formats;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace AsciiGen.Server;

internal static class RequestBody
{
    /// <summary>Most bytes.</summary>
    public const int MostBytes = 16 * 1024;

    // Kestrel throws away so much of a body that was refused, or those who send it would see a broken connection instead of the answer.
    private const int MostDrained = 32 * 1024 * 1024;

    /// <summary>Reads the body.</summary>
    /// <exception cref="RequestProblem">It is not sent as JSON, or is too large.</exception>
    /// <exception cref="BadHttpRequestException">It does not come as HTTP has it, or too slowly.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadJsonAsync(HttpRequest request, CancellationToken cancel)
    {
        request.HttpContext.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = MostDrained;
        CheckType(request);
        if (request.ContentLength > MostBytes) throw TooLarge();
        var body = new byte[(request.ContentLength ?? MostBytes) + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancel);
        return length <= MostBytes ? body.AsMemory(0, length) : throw TooLarge();
    }

    /// <summary>What Kestrel refused, in words.</summary>
    public static RequestProblem ProblemOf(BadHttpRequestException error) => error.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLarge(),
        StatusCodes.Status408RequestTimeout => new(error.StatusCode, "the body came too slowly; send it at once"),
        _ => new(error.StatusCode, "the body does not come as HTTP has it; check Content-Length and Transfer-Encoding"),
    };

    private static RequestProblem TooLarge() => new(StatusCodes.Status413PayloadTooLarge, $"the body has more than {MostBytes} bytes; send less");

    private static void CheckType(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0) throw NotJson("the body has a Content-Encoding; send it as it is");
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw NotJson($"Content-Type is {(request.ContentType is { } given ? $"'{JsonField.Show(given)}'" : "missing")}; send application/json");
        }

        if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) throw NotJson($"the charset is '{JsonField.Show(type.Charset.ToString())}'; send JSON in UTF-8");
    }

    private static RequestProblem NotJson(string detail) => new(StatusCodes.Status415UnsupportedMediaType, detail);
}
