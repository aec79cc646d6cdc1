// The tool `draw`: the fields of a request as POST /v1/drawings takes them, a drawing as text and as the object that draws it again.
// One drawing at a time, which uses all processors; the others wait.

using System.Diagnostics;
using System.Text.Json;
using AsciiGen.Formats;
using AsciiGen.Rendering;
using ModelContextProtocol.Protocol;

namespace AsciiGen.Cli.Mcp;

/// <summary>Draws for an assistant.</summary>
internal sealed class DrawTool(AsciiArtist artist) : IDisposable
{
    public const string Name = "draw";

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>What an assistant is told about it.</summary>
    public Tool Description { get; } = new()
    {
        Name = Name,
        Title = "Draw as ASCII art",
        Description = "Draws what the prompt names as ASCII art, never larger than width x height. Answers with the drawing as plain text and with the seed that draws it again.",
        InputSchema = InputSchemaOf(artist.Model.Config.MaxWidth, artist.Model.Config.MaxHeight),
        OutputSchema = OutputSchema,
        Annotations = new ToolAnnotations { ReadOnlyHint = true, DestructiveHint = false, OpenWorldHint = false, IdempotentHint = true },
    };

    private static JsonElement OutputSchema { get; } = JsonText.Parse(
        """
        {
          "type": "object",
          "properties": {
            "text": { "type": "string", "description": "the drawing, rows joined by line feeds" },
            "subject": { "type": "string", "description": "what the prompt was taken to mean" },
            "note": { "type": ["string", "null"], "description": "what was guessed, if anything" },
            "style": { "type": "string" },
            "width": { "type": "integer", "description": "columns it was given" },
            "height": { "type": "integer", "description": "rows it was given" },
            "seed": { "type": "integer", "description": "draws the same again with the same prompt and limits" }
          },
          "required": ["text", "subject", "style", "width", "height", "seed"]
        }
        """);

    /// <summary>Draws.</summary>
    /// <exception cref="AsciiGenException">The arguments ask for nothing that can be drawn; the message says what to change.</exception>
    public async Task<CallToolResult> CallAsync(IDictionary<string, JsonElement> arguments, CancellationToken cancel)
    {
        var fields = DrawingFields.Read(arguments, artist.Model.Config);
        await _turn.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Draw(fields, cancel), cancel);
        }
        catch (UnknownSubjectException error)
        {
            throw new DrawingFieldException(error.Suggestions.Count > 0 && !error.Message.Contains(error.Suggestions[0], StringComparison.Ordinal)
                ? $"{error.Message} Near it: {string.Join(", ", error.Suggestions)}." : error.Message);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private CallToolResult Draw(DrawingFields fields, CancellationToken cancel)
    {
        var options = fields.Options with { Seed = fields.Options.Seed ?? (ulong)Random.Shared.Next(1_000_000) };
        var clock = Stopwatch.StartNew();
        var plan = artist.Plan(fields.Prompt, options);
        var choice = plan.Draw(null, cancel);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) DrawingJson.Write(json, plan, choice, clock.Elapsed.TotalSeconds, withCandidates: false);
        return new CallToolResult
        {
            Content = [new TextContentBlock { Text = choice.Best.Text }, new TextContentBlock { Text = $"{plan.Note ?? $"'{plan.Subject}'"} Seed {options.Seed}, at most {plan.Request.Width} x {plan.Request.Height}." }],
            StructuredContent = JsonText.Parse(buffer.ToArray()),
        };
    }

    private static JsonElement InputSchemaOf(int maxWidth, int maxHeight) => JsonText.Parse(
        $$"""
        {
          "type": "object",
          "properties": {
            "prompt": { "type": "string", "minLength": 1, "maxLength": {{Tokens.Prompt.MaxLength}}, "description": "one thing in English, such as cat or sailing boat; with style banner the letters to write" },
            "width": { "type": "integer", "minimum": 1, "maximum": {{maxWidth}}, "default": 40, "description": "most columns; 20 to 40 draws best" },
            "height": { "type": "integer", "minimum": 1, "maximum": {{maxHeight}}, "default": 20, "description": "most rows" },
            "style": { "type": "string", "enum": [{{string.Join(", ", Styles.Names.Select(name => $"\"{name}\""))}}], "description": "the look; the one the subject is known in unless given. banner writes the words in large letters" },
            "seed": { "type": "integer", "minimum": 0, "maximum": {{DrawingFields.MostSeed}}, "description": "the same seed draws the same; another every time unless given" },
            "candidates": { "type": "integer", "minimum": 1, "maximum": {{DrawingFields.MostCandidates}}, "default": {{DrawOptions.DefaultCandidates}}, "description": "draws so many and answers with the best" },
            "strict": { "type": "boolean", "default": false, "description": "refuse, with suggestions, instead of drawing the nearest known subject" },
            "chars": { "type": "string", "description": "draw with these characters only" },
            "max_chars": { "type": "integer", "minimum": 1, "description": "most characters in all, line ends included" },
            "mirror": { "type": "boolean", "default": false, "description": "turn the drawing left to right" },
            "start": { "type": "array", "items": { "type": "string" }, "description": "rows to keep; the drawing goes on below them" },
            "temperature": { "type": "number", "minimum": 0, "description": "how adventurous; leave it out" },
            "guidance": { "type": "number", "minimum": 0, "description": "how much the words count; leave it out" }
          },
          "required": ["prompt"],
          "additionalProperties": false
        }
        """);
}
