// ascii-gen mcp, asked by the client of the official package as an assistant would ask it.

using System.Diagnostics;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace AsciiGen.Cli.Tests;

public sealed class McpTests : IAsyncLifetime
{
    private McpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _client = await McpClient.CreateAsync(new StdioClientTransport(new StdioClientTransportOptions { Command = "dotnet", Arguments = [ProgramRun.Program, "mcp"] }), cancellationToken: Cancel);

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();

    [Fact]
    public async Task It_says_who_it_is_and_what_it_does()
    {
        Assert.Equal("ascii-gen", _client.ServerInfo?.Name);
        Assert.Contains("code block", _client.ServerInstructions);
        var tools = await _client.ListToolsAsync(cancellationToken: Cancel);
        Assert.Equal(["draw", "list_subjects"], tools.Select(tool => tool.Name).Order());
        var schema = tools.First(tool => tool.Name == "draw").JsonSchema;
        Assert.Equal(80, schema.GetProperty("properties").GetProperty("width").GetProperty("maximum").GetInt32());
        Assert.Equal("prompt", schema.GetProperty("required")[0].GetString());
    }

    [Fact]
    public async Task A_drawing_is_that_of_the_command_line()
    {
        var drawn = await CallAsync("draw", new() { ["prompt"] = "cat", ["width"] = 24, ["height"] = 12, ["seed"] = 7 });
        var expected = ProgramRun.Of("cat", "--width", "24", "--height", "12", "--seed", "7").Output.TrimEnd('\n');
        Assert.Equal(expected, TextOf(drawn));
        Assert.Equal(expected, drawn.StructuredContent!.Value.GetProperty("text").GetString());
        Assert.Equal("cat", drawn.StructuredContent!.Value.GetProperty("subject").GetString());
    }

    [Fact]
    public async Task The_seed_it_tells_draws_the_same_again()
    {
        var first = await CallAsync("draw", new() { ["prompt"] = "terrier", ["width"] = 20, ["height"] = 8 });
        Assert.Contains("dog", first.StructuredContent!.Value.GetProperty("note").GetString());
        var again = await CallAsync("draw", new() { ["prompt"] = "terrier", ["width"] = 20, ["height"] = 8, ["seed"] = first.StructuredContent!.Value.GetProperty("seed").GetInt64() });
        Assert.Equal(TextOf(first), TextOf(again));
    }

    [Fact]
    public async Task Every_field_of_the_schema_is_understood()
    {
        var examples = new Dictionary<string, object?>
        {
            ["prompt"] = "cat", ["width"] = 12, ["height"] = 5, ["style"] = "hand", ["seed"] = 1, ["candidates"] = 2, ["strict"] = true, ["chars"] = "/\\_()|o ", ["max_chars"] = 60,
            ["mirror"] = false, ["start"] = new[] { " /\\_/\\" }, ["temperature"] = 0.5, ["guidance"] = 1.5,
        };
        var tools = await _client.ListToolsAsync(cancellationToken: Cancel);
        Assert.Equal(examples.Keys.Order(), tools.First(tool => tool.Name == "draw").JsonSchema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
        var text = TextOf(await CallAsync("draw", examples));
        Assert.StartsWith(" /\\_/\\", text, StringComparison.Ordinal);
        Assert.True(text.Length <= 60 && text.Split('\n').Length <= 5, text);
        Assert.DoesNotContain(text, character => !"/\\_()|o \n".Contains(character));
    }

    [Theory]
    [InlineData("""{"prompt":"blorgon","strict":true}""", "blorgon")]
    [InlineData("""{"prompt":"cat","width":0}""", "width is 0, expected a whole number from 1 to 80")]
    [InlineData("""{"prompt":"cat","widht":3}""", "there is no field 'widht'")]
    [InlineData("""{"width":3}""", "prompt is missing")]
    [InlineData("""{"prompt":"日本"}""", "U+65E5")]
    [InlineData("""{"prompt":7}""", "prompt is 7, expected a text")]
    [InlineData("""{"prompt":"cat","candidates":64}""", "candidates is 64, expected a whole number from 1 to 8")]
    public async Task What_cannot_be_drawn_is_told_in_one_line(string arguments, string mention)
    {
        var answer = await CallAsync("draw", JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments)!);
        Assert.True(answer.IsError);
        Assert.Contains(mention, TextOf(answer), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', TextOf(answer));
    }

    [Fact]
    public async Task It_lists_what_has_to_do_with_a_word()
    {
        var list = await CallAsync("list_subjects", new() { ["query"] = "dog", ["limit"] = 2 });
        var expected = ProgramRun.Of("--list-subjects", "dog").Output.TrimEnd('\n').Split('\n');
        Assert.Equal(expected.Length, list.StructuredContent!.Value.GetProperty("total").GetInt32());
        Assert.Equal(expected[..2], list.StructuredContent!.Value.GetProperty("subjects").EnumerateArray().Select(name => name.GetString()!));
        Assert.True((await CallAsync("list_subjects", new() { ["limit"] = 0 })).IsError);
        Assert.Contains("no subject", TextOf(await CallAsync("list_subjects", new() { ["query"] = "qqqqqq" })));
    }

    [Fact]
    public async Task An_unknown_tool_is_told_and_many_drawings_at_once_all_come()
    {
        Assert.True((await CallAsync("paint", [])).IsError);
        var drawings = await Task.WhenAll(Enumerable.Range(0, 5).Select(seed => CallAsync("draw", new() { ["prompt"] = "key", ["width"] = 10, ["height"] = 5, ["seed"] = seed })));
        Assert.All(drawings, drawing => Assert.NotEqual(true, drawing.IsError));
    }

    [Fact]
    public async Task A_drawing_nobody_waits_for_is_stopped()
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var large = CallAsync("draw", new() { ["prompt"] = "city", ["width"] = 80, ["height"] = 40, ["candidates"] = 8 }, left.Token);
        await Task.Delay(100, Cancel); // under way, seconds from done
        var clock = Stopwatch.StartNew();
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        await CallAsync("draw", new() { ["prompt"] = "key", ["width"] = 6, ["height"] = 3, ["candidates"] = 1 }); // waits its turn
        TestContext.Current.TestOutputHelper?.WriteLine($"{clock.Elapsed.TotalSeconds:0.00} s");
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
    }

    [Fact]
    public void Garbage_is_passed_over_and_the_end_of_input_ends_it()
    {
        var run = ProgramRun.Fed("garbage\n\0\u0001{\n[]\n{\"jsonrpc\":\"2.0\"}\n", "dotnet", [ProgramRun.Program, "mcp"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public void Options_of_drawings_do_not_go_with_it_and_a_model_that_is_not_there_is_told()
    {
        ProgramRun.Of("mcp", "--width", "3").IsRefused(2, "--width does not go with serving", "-- mcp");
        ProgramRun.Of("mcp", "--model", "/nowhere").IsRefused(1, "/nowhere");
    }

    private async Task<CallToolResult> CallAsync(string tool, Dictionary<string, object?> arguments, CancellationToken? cancel = null) =>
        await _client.CallToolAsync(tool, arguments, cancellationToken: cancel ?? Cancel);

    private static string TextOf(CallToolResult result) => ((TextContentBlock)result.Content[0]).Text;
}
