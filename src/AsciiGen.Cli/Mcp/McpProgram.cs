// `ascii-gen mcp`: the program as a server of the Model Context Protocol over standard input and output, so that assistants can draw.
// The protocol is the official package's; here is what the tools are and who answers. Ends when standard input does.

using System.Text.Json;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AsciiGen.Cli.Mcp;

internal static class McpProgram
{
    private const string Instructions =
        """
        Draws things as ASCII art with a small local model; nothing leaves the machine. Name one thing in a word or two ("cat", "sailing boat"): scenes and
        sentences are not understood. Show drawings in a code block, unchanged, for every space counts. Another seed draws another one.
        """;

    /// <summary>Serves until standard input ends or somebody interrupts.</summary>
    public static void Run(AsciiArtist artist, CancellationToken cancel)
    {
        try
        {
            RunAsync(artist, cancel).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The usual end of a server on a terminal.
        }
    }

    private static async Task RunAsync(AsciiArtist artist, CancellationToken cancel)
    {
        using var draw = new DrawTool(artist);
        var tools = new Dictionary<string, (Tool Description, Func<IDictionary<string, JsonElement>, CancellationToken, Task<CallToolResult>> Call)>
        {
            [DrawTool.Name] = (draw.Description, draw.CallAsync),
            [SubjectsTool.Name] = (SubjectsTool.Description, (arguments, _) => Task.FromResult(SubjectsTool.Call(artist, arguments))),
        };
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "ascii-gen", Title = "ASCII drawings", Version = ProgramInfo.Version },
            ServerInstructions = Instructions.ReplaceLineEndings(" "),
            Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. tools.Values.Select(tool => tool.Description)] }),
                CallToolHandler = async (request, stop) => tools.TryGetValue(request.Params?.Name ?? "", out var tool)
                    ? await AnswerAsync(() => tool.Call(request.Params?.Arguments ?? new Dictionary<string, JsonElement>(), stop))
                    : Failed($"there is no tool '{Formats.JsonField.Show(request.Params?.Name ?? "")}'; the tools are {string.Join(", ", tools.Keys)}"),
            },
        };
        await using var server = McpServer.Create(new StdioServerTransport(options), options);
        await server.RunAsync(cancel);
    }

    // What a caller can cause is an answer that an assistant can read and act upon, no fault of the protocol.
    private static async Task<CallToolResult> AnswerAsync(Func<Task<CallToolResult>> call)
    {
        try
        {
            return await call();
        }
        catch (AsciiGenException error)
        {
            return Failed(StandardStreams.OneLine(error.Message));
        }
    }

    private static CallToolResult Failed(string message) => new() { IsError = true, Content = [new TextContentBlock { Text = message }] };
}
