// Every bad request for a drawing: its status, and one line that names the field.

using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace AsciiGen.Server.Tests;

public sealed class BadRequestTests(NoiseServer noise)
{
    [Theory]
    [InlineData("", "the body is empty")]
    [InlineData("   ", "the body cannot be read as JSON")]
    [InlineData("{", "the body cannot be read as JSON at line 1, byte")]
    [InlineData("{\"prompt\":\"cat\"} {}", "the body cannot be read as JSON")]
    [InlineData("{\"prompt\":\"cat\",}", "the body cannot be read as JSON")]
    [InlineData("{\"prompt\":\"cat\",\"temperature\":NaN}", "the body cannot be read as JSON")]
    [InlineData("[\"cat\"]", "the body is no JSON object")]
    [InlineData("\"cat\"", "the body is no JSON object")]
    [InlineData("{}", "prompt is missing")]
    [InlineData("{\"prompt\":null}", "prompt is null, expected a text")]
    [InlineData("{\"prompt\":7}", "prompt is 7, expected a text")]
    [InlineData("{\"prompt\":{\"a\":{\"b\":[]}}}", "prompt is {\"a\":{\"b\":[]}}, expected a text")]
    [InlineData("{\"prompt\":\" \\t \"}", "the prompt is empty")]
    [InlineData("{\"prompt\":\"café\"}", "Write \"cafe\".")]
    [InlineData("{\"prompt\":\"a\\u001b[2Jb\"}", "the prompt holds U+001B")]
    [InlineData("{\"prompt\":\"a\\u202eb\"}", "the prompt holds U+202E")]
    [InlineData("{\"prompt\":\"a\\u0000\"}", "the prompt holds U+0000")]
    [InlineData("{\"prompt\":\"\\ud800\"}", "prompt holds half a surrogate pair")]
    [InlineData("{\"prompt\":\"cat\",\"prompt\":\"dog\"}", "prompt is given more than once")]
    [InlineData("{\"prompt\":\"cat\",\"widht\":3}", "there is no field 'widht'; the fields are prompt, width")]
    [InlineData("{\"prompt\":\"cat\",\"Width\":3}", "there is no field 'Width'")]
    [InlineData("{\"prompt\":\"cat\",\"a\\u001b\\nb\":3}", "there is no field 'a??b'")]
    [InlineData("{\"prompt\":\"cat\",\"\\ud800\":3}", "the name of a field")]
    [InlineData("{\"prompt\":\"cat\",\"width\":0}", "width is 0, expected a whole number from 1 to 80")]
    [InlineData("{\"prompt\":\"cat\",\"width\":81}", "width is 81")]
    [InlineData("{\"prompt\":\"cat\",\"width\":24.5}", "width is 24.5")]
    [InlineData("{\"prompt\":\"cat\",\"width\":\"24\"}", "width is \"24\"")]
    [InlineData("{\"prompt\":\"cat\",\"width\":null}", "width is null")]
    [InlineData("{\"prompt\":\"cat\",\"height\":41}", "height is 41, expected a whole number from 1 to 40")]
    [InlineData("{\"prompt\":\"cat\",\"height\":-1}", "height is -1")]
    [InlineData("{\"prompt\":\"cat\",\"height\":99999999999999999999999999999999999999999999999999}", "height is 9999999999999999999999999999999999999999..., expected")]
    [InlineData("{\"prompt\":\"cat\",\"max_chars\":0}", "max_chars is 0")]
    [InlineData("{\"prompt\":\"cat\",\"max_chars\":2147483648}", "max_chars is 2147483648")]
    [InlineData("{\"prompt\":\"cat\",\"style\":\"oil<b>\"}", "style is 'oil<b>', expected one of hand, line, solid, banner")]
    [InlineData("{\"prompt\":\"cat\",\"style\":[]}", "style is [], expected a text")]
    [InlineData("{\"prompt\":\"cat\",\"seed\":-1}", "seed is -1")]
    [InlineData("{\"prompt\":\"cat\",\"seed\":9007199254740992}", "seed is 9007199254740992, expected a whole number from 0 to 9007199254740991")]
    [InlineData("{\"prompt\":\"cat\",\"candidates\":9}", "candidates is 9, expected a whole number from 1 to 8")]
    [InlineData("{\"prompt\":\"cat\",\"candidates\":true}", "candidates is true")]
    [InlineData("{\"prompt\":\"cat\",\"temperature\":-0.1}", "temperature is -0.1, expected a number from 0 to 100")]
    [InlineData("{\"prompt\":\"cat\",\"temperature\":1e999}", "temperature is 1e999")]
    [InlineData("{\"prompt\":\"cat\",\"guidance\":1e3}", "guidance is 1e3, expected a number from 0 to")]
    [InlineData("{\"prompt\":\"cat\",\"guidance\":\"NaN\"}", "guidance is \"NaN\"")]
    [InlineData("{\"prompt\":\"cat\",\"chars\":\"  \"}", "chars: the character set holds nothing to draw with")]
    [InlineData("{\"prompt\":\"cat\",\"chars\":\"a\\u202e\"}", "chars: the character set holds U+202E")]
    [InlineData("{\"prompt\":\"cat\",\"mirror\":1}", "mirror is 1, expected true or false")]
    [InlineData("{\"prompt\":\"cat\",\"strict\":\"yes\"}", "strict is \"yes\"")]
    [InlineData("{\"prompt\":\"cat\",\"start\":\"  /\\\\\"}", "expected a list of texts")]
    [InlineData("{\"prompt\":\"cat\",\"start\":[1]}", "start[0] is 1, expected a text")]
    [InlineData("{\"prompt\":\"cat\",\"start\":[\"a\",\"b\\nc\"]}", "start[1] holds a line end")]
    [InlineData("{\"prompt\":\"cat\",\"start\":[\"a\\u001bb\"]}", "row 1 of the given rows holds U+001B")]
    [InlineData("{\"prompt\":\"cat\",\"width\":4,\"start\":[\"12345\"]}", "row 1 of the given rows has 5 columns, the width is 4")]
    [InlineData("{\"prompt\":\"cat\",\"height\":2,\"start\":[\"a\",\"b\"]}", "leaves none to draw within a height of 2")]
    [InlineData("{\"prompt\":\"cat\",\"mirror\":true,\"start\":[\"a\"]}", "rows that are kept cannot be mirrored")]
    public async Task Bad_body_is_refused_in_one_line(string body, string says)
    {
        using var answer = await noise.Server.DrawAsync(body);
        Assert.Contains(says, await DetailOf(answer, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_rows_and_too_deep_rubbish_are_refused()
    {
        using var rows = await noise.Server.DrawAsync($$"""{"prompt":"cat","start":[{{string.Join(',', Enumerable.Repeat("\"\"", 41))}}]}""");
        Assert.Contains("start has 41 rows, the most is 40", await DetailOf(rows, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        using var deep = await noise.Server.DrawAsync(new string('[', 10_000));
        Assert.Contains("cannot be read as JSON", await DetailOf(deep, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        using var prompt = await noise.Server.DrawAsync($$"""{"prompt":"{{new string('a', 81)}}"}""");
        Assert.Contains("the prompt has 81 characters, the most is 80", await DetailOf(prompt, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_that_is_no_utf8_is_refused()
    {
        using var answer = await noise.Server.Client.PostAsync("v1/drawings", Content([.. "{\"prompt\":\""u8, 0xff, 0xc0, .. "\"}"u8]));
        Assert.Contains("not valid UTF-8", await DetailOf(answer, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10_000_000, false)]
    [InlineData(10_000_000, true)]
    [InlineData((16 * 1024) + 1, false)]
    [InlineData((16 * 1024) + 1, true)]
    public async Task Large_body_is_refused_quickly(int bytes, bool isChunked)
    {
        using var content = Content(new byte[bytes]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/drawings") { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        var start = DateTime.UtcNow;
        using var answer = await noise.Server.Client.SendAsync(request);
        Assert.Contains("more than 16384 bytes", await DetailOf(answer, HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
        Assert.InRange((DateTime.UtcNow - start).TotalSeconds, 0, 3);
    }

    [Theory]
    [InlineData("text/plain", "Content-Type is 'text/plain'")]
    [InlineData("application/x-www-form-urlencoded", "send application/json")]
    [InlineData("application/json; charset=utf-16", "the charset is 'utf-16'")]
    [InlineData(null, "Content-Type is missing")]
    public async Task Body_of_another_type_is_refused(string? type, string says)
    {
        using var content = Content("{\"prompt\":\"cat\"}"u8.ToArray());
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        using var answer = await noise.Server.Client.PostAsync("v1/drawings", content);
        Assert.Contains(says, await DetailOf(answer, HttpStatusCode.UnsupportedMediaType), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packed_body_is_refused()
    {
        using var content = Content("{\"prompt\":\"cat\"}"u8.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        using var answer = await noise.Server.Client.PostAsync("v1/drawings", content);
        Assert.Contains("Content-Encoding", await DetailOf(answer, HttpStatusCode.UnsupportedMediaType), StringComparison.Ordinal);
    }

    internal static async Task<string> DetailOf(HttpResponseMessage answer, HttpStatusCode status)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        var detail = problem.GetProperty("detail").GetString()!;
        Assert.DoesNotContain(detail, char.IsControl);
        return detail;
    }

    private static ByteArrayContent Content(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
}
