// The program around the server: its options, its streams, its exit codes, the model and the page inside.

using System.Net;
using System.Text.Json;

namespace AsciiGen.Server.Tests;

public sealed class ProgramTests(NoiseServer noise)
{
    [Theory]
    [InlineData("--port is '65536', expected 0 to 65535", "--port", "65536")]
    [InlineData("--port is 'http'", "--port=http")]
    [InlineData("--host is 'nowhere', expected an IP address", "--host", "nowhere")]
    [InlineData("--host is '1', expected an IP address", "--host", "1")]
    [InlineData("--workers is '0', expected 1 to 1024", "--workers", "0")]
    [InlineData("--queue is '-1'", "--queue", "-1")]
    [InlineData("--allow-host is 'http://a', expected a name", "--allow-host", "http://a")]
    [InlineData("--queue needs a value", "--queue")]
    [InlineData("--port is given more than once", "--port", "1", "--port", "2")]
    [InlineData("there is no option '--prot'. See ascii-gen-server --help.", "--prot", "1")]
    [InlineData("there is no option 'cat'", "cat")]
    [InlineData("--model is empty", "--model=")]
    public void Bad_option_is_a_usage_error(string says, params string[] arguments) => ProgramRun.OfServer(arguments).IsRefusedBy("ascii-gen-server", 2, says);

    [Fact]
    public void Missing_model_and_taken_port_are_said_in_one_line()
    {
        ProgramRun.OfServer("--port", "0", "--model", "/nowhere").IsRefusedBy("ascii-gen-server", 1, "there is no model at '/nowhere'");
        ProgramRun.OfServer("--port", $"{noise.Server.Address.Port}").IsRefusedBy("ascii-gen-server", 1, "address already in use");
    }

    [Fact]
    public void Help_and_version_are_printed()
    {
        var help = ProgramRun.OfServer("--port", "0", "--help");
        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Assert.All(help.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        foreach (var option in (string[])["--host", "--port", "--allow-host", "--model", "--workers", "--queue", "--version", "--help"]) Assert.Contains(option, help.Output, StringComparison.Ordinal);
        Assert.Matches("^ascii-gen-server [0-9]+[.][0-9]+[.][0-9]+\n$", ProgramRun.OfServer("--version").Output);
    }

    [Fact]
    public async Task Model_inside_draws_and_termination_ends_with_0()
    {
        using var server = new ServerProcess();
        using (var answer = await server.DrawAsync("""{"prompt":"cat","width":24,"height":12,"seed":1,"candidates":2}"""))
        {
            var drawn = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(AsciiArtist.Default.Draw("cat", new() { Width = 24, Height = 12, Seed = 1, Candidates = 2 }), drawn.GetProperty("text").GetString());
        }

        Assert.True((await server.GetAsync("v1/subjects")).GetProperty("total").GetInt32() > 1000);
        Assert.Equal(0, server.Stop());
        var lines = server.Error.Split('\n');
        Assert.Equal(["ascii-gen-server: stopping", "ascii-gen-server: stopped", ""], lines[1..]);
    }

    [Fact]
    public async Task Page_is_served_with_its_policy_and_only_once_to_those_who_have_it()
    {
        var folder = Path.Combine(ProgramRun.Repository, "src", "AsciiGen.Server", "Page");
        Assert.SkipUnless(File.Exists(Path.Combine(folder, "index.html")), "this checkout has no page");
        foreach (var file in Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!))
        {
            using var answer = await noise.Server.Client.GetAsync(file == "index.html" ? "" : file);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder, file)), await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal(file[file.LastIndexOf('.')..] switch { ".html" => "text/html", ".js" => "text/javascript", ".css" => "text/css", var other => other }, answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
            using var again = new HttpRequestMessage(HttpMethod.Get, answer.RequestMessage!.RequestUri);
            again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
            using var unchanged = await noise.Server.Client.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        }
    }
}
