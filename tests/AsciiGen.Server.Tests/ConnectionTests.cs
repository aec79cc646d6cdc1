// What arrives on the wire from those who mean no good: slow bytes, long headers, foreign names and pages.

using System.Diagnostics;
using System.Net;

namespace AsciiGen.Server.Tests;

public sealed class ConnectionTests(NoiseServer noise)
{
    private const string Json = "Content-Type: application/json\r\nConnection: close\r\n";

    [Fact]
    public async Task Connection_whose_headers_do_not_come_is_closed()
    {
        var start = Stopwatch.GetTimestamp();
        var answer = await noise.Server.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 5, 15);
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_whose_body_does_not_come_is_closed()
    {
        var start = Stopwatch.GetTimestamp();
        var answer = await noise.Server.SendAsync($"POST /v1/drawings HTTP/1.1\r\nHost: localhost\r\n{Json}Content-Length: 100\r\n\r\n{{");
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 1, 8);
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("the body came too slowly", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host: evil.example\r\n", "does not go by the name")]
    [InlineData("Host: localhost.evil.example\r\n", "does not go by the name")]
    [InlineData("Host: <script>\r\n", null)]
    [InlineData("Host: 127.0.0.1\r\nHost: evil.example\r\n", null)]
    [InlineData("", null)]
    public async Task Foreign_host_is_refused(string host, string? says)
    {
        foreach (var path in (string[])["/", "/healthz", "/v1/model"])
        {
            var answer = await noise.Server.SendAsync($"GET {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n");
            Assert.Matches("^HTTP/1.1 40[03] ", answer);
            Assert.DoesNotContain("<script>", answer, StringComparison.Ordinal);
            if (says is not null) Assert.Contains(says, answer, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:99")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:8080")]
    public async Task Loopback_name_is_accepted(string host) =>
        Assert.StartsWith("HTTP/1.1 200 ", await noise.Server.SendAsync($"GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://evil.example", 403)]
    [InlineData("http://localhost:1", 403)]
    [InlineData("null", 403)]
    [InlineData("", 403)]
    [InlineData("file://localhost:8080", 403)]
    [InlineData("http://localhost:8080\r\nOrigin: http://evil.example", 403)]
    [InlineData("http://localhost:8080", 200)]
    [InlineData("https://localhost:8080", 200)]
    [InlineData(null, 200)]
    public async Task Post_of_a_foreign_page_is_refused(string? origin, int status)
    {
        const string Body = """{"prompt":"cat","width":3,"height":2}""";
        var answer = await noise.Server.SendAsync($"POST /v1/drawings HTTP/1.1\r\nHost: localhost:8080\r\n{(origin is null ? "" : $"Origin: {origin}\r\n")}{Json}Content-Length: {Body.Length}\r\n\r\n{Body}");
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control-Allow", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Allowed_host_may_come_through_a_proxy_with_its_page()
    {
        using var server = new ServerProcess("--allow-host", "art.example");
        const string Body = """{"prompt":"cat","width":3,"height":2}""";
        foreach (var (host, origin, status) in ((string, string, int)[])[("art.example", "https://art.example", 200), ("127.0.0.1:8080", "https://art.example", 200), ("other.example", "https://other.example", 403)])
        {
            var answer = await server.SendAsync($"POST /v1/drawings HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\n{Json}Content-Length: {Body.Length}\r\n\r\n{Body}");
            Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Long_and_many_headers_are_refused()
    {
        Assert.StartsWith("HTTP/1.1 431 ", await noise.Server.SendAsync($"GET / HTTP/1.1\r\nHost: localhost\r\nX: {new string('a', 9000)}\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431 ", await noise.Server.SendAsync($"GET / HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 60).Select(i => $"X{i}: a\r\n"))}\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414 ", await noise.Server.SendAsync($"GET /{new string('a', 5000)} HTTP/1.1\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400 ", await noise.Server.SendAsync("GARBAGE\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_carry_security_headers_and_no_name_of_the_server()
    {
        foreach (var path in (string[])["healthz", "v1/model", "nothing"])
        {
            using var answer = await noise.Server.Client.GetAsync(path);
            Assert.False(answer.Headers.Contains("Server"));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Unknown_path_or_method_is_a_problem()
    {
        using var missing = await noise.Server.Client.GetAsync("v1/a'b");
        Assert.Contains("there is nothing at /v1/a'b", await BadRequestTests.DetailOf(missing, HttpStatusCode.NotFound), StringComparison.Ordinal);
        using var method = await noise.Server.Client.GetAsync("v1/drawings");
        Assert.Contains("takes POST only", await BadRequestTests.DetailOf(method, HttpStatusCode.MethodNotAllowed), StringComparison.Ordinal);
        Assert.Equal(["POST"], method.Content.Headers.Allow);
    }
}
