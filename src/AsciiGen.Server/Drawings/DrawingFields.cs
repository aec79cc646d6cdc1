// The body of a request for a drawing -> prompt and options. Unknown and repeated fields are refused, so that a slip of the hand is no
// silent default; what the words mean and whether options fit together is settled by AsciiArtist.

using System.Text.Json;
using System.Text.Unicode;
using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Server.Drawings;

/// <summary>What somebody wants to have drawn.</summary>
internal sealed record DrawingFields(string Prompt, DrawOptions Options)
{
    /// <summary>Most candidates of one request; fewer than the library makes, for nobody shall keep a worker for long.</summary>
    public const int MostCandidates = 8;

    /// <summary>Largest seed: the largest whole number that JavaScript has.</summary>
    public const long MostSeed = (1L << 53) - 1;

    private const string Names = "prompt, width, height, max_chars, style, seed, candidates, temperature, guidance, chars, mirror, strict, start";

    /// <summary>Reads a body.</summary>
    /// <param name="body">JSON in UTF-8.</param>
    /// <param name="config">The model, whose canvas bounds width and height.</param>
    /// <exception cref="RequestProblem">It is no request; the message names the field.</exception>
    public static DrawingFields Read(ReadOnlyMemory<byte> body, ModelConfig config)
    {
        if (body.IsEmpty) throw RequestProblem.Bad("the body is empty; send JSON such as {\"prompt\":\"cat\"}");
        if (!Utf8.IsValid(body.Span)) throw RequestProblem.Bad("the body is not valid UTF-8; send JSON in UTF-8");
        using var document = Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw RequestProblem.Bad("the body is no JSON object; send one such as {\"prompt\":\"cat\"}");
        string? prompt = null;
        var options = new DrawOptions { Threads = 1 };
        var seen = new HashSet<string>();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            var field = new JsonField(NameOf(property), property.Value);
            if (!seen.Add(field.Name)) throw RequestProblem.Bad($"{RequestProblem.Show(field.Name)} is given more than once; give it once");
            if (field.Name == "prompt") prompt = field.Text();
            else options = With(options, field, config);
        }

        return new(prompt ?? throw RequestProblem.Bad("prompt is missing; name something to draw, for example {\"prompt\":\"cat\"}"), options);
    }

    private static DrawOptions With(DrawOptions options, JsonField field, ModelConfig config) => field.Name switch
    {
        "width" => options with { Width = (int)field.Whole(1, config.MaxWidth) },
        "height" => options with { Height = (int)field.Whole(1, config.MaxHeight) },
        "max_chars" => options with { MaxCharacters = (int)field.Whole(1, int.MaxValue) },
        "style" => options with { Style = StyleOf(field.Text()) },
        "seed" => options with { Seed = (ulong)field.Whole(0, MostSeed) },
        "candidates" => options with { Candidates = (int)field.Whole(1, MostCandidates) },
        "temperature" => options with { Temperature = field.Number(0, ModelConfig.MostTemperature) },
        "guidance" => options with { Guidance = field.Number(0, ModelConfig.MostGuidance) },
        "chars" => options with { Characters = CharactersOf(field.Text()) },
        "mirror" => options with { Mirror = field.Flag() },
        "strict" => options with { Strict = field.Flag() },
        "start" => options with { Start = string.Join('\n', field.Rows(config.MaxHeight)) },
        _ => throw RequestProblem.Bad($"there is no field '{RequestProblem.Show(field.Name)}'; the fields are {Names}"),
    };

    private static Style StyleOf(string name) =>
        Styles.TryParse(name, out var style) ? style : throw RequestProblem.Bad($"style is '{RequestProblem.Show(name)}', expected one of {string.Join(", ", Styles.Names)}");

    private static CharacterSet CharactersOf(string characters)
    {
        try
        {
            return CharacterSet.Of(characters);
        }
        catch (AsciiGenException error)
        {
            throw RequestProblem.Bad($"chars: {error.Message}");
        }
    }

    private static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw RequestProblem.Bad("the name of a field holds half a surrogate pair; send whole characters");
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException error)
        {
            throw RequestProblem.Bad($"the body cannot be read as JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}; send an object such as {{\"prompt\":\"cat\"}}");
        }
    }
}
