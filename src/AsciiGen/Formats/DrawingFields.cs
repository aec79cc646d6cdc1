// Fields of JSON that ask for a drawing -> prompt and options. Unknown and repeated fields are refused, so that a slip of the hand is no
// silent default; what the words mean and whether options fit together is settled by AsciiArtist. Does not know where they come from.

using System.Text.Json;
using AsciiGen.Decoding;
using AsciiGen.Model;

namespace AsciiGen.Formats;

/// <summary>What somebody wants to have drawn.</summary>
/// <param name="Prompt">What to draw.</param>
/// <param name="Options">How to draw it.</param>
internal sealed record DrawingFields(string Prompt, DrawOptions Options)
{
    /// <summary>Most candidates of one request; fewer than <see cref="GenerateOptions.MostCandidates"/>, for nobody shall keep a processor for long.</summary>
    public const int MostCandidates = 8;

    /// <summary>Largest seed: the largest whole number that JavaScript has.</summary>
    public const long MostSeed = (1L << 53) - 1;

    private const string Names = "prompt, width, height, max_chars, style, seed, candidates, temperature, guidance, chars, mirror, strict, start";

    /// <summary>Reads fields.</summary>
    /// <param name="fields">Names and values, in any order.</param>
    /// <param name="config">The model, whose canvas bounds width and height.</param>
    /// <exception cref="DrawingFieldException">They ask for no drawing; the message names the field.</exception>
    public static DrawingFields Read(IEnumerable<KeyValuePair<string, JsonElement>> fields, ModelConfig config)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(config);
        string? prompt = null;
        var options = new DrawOptions();
        var seen = new HashSet<string>();
        foreach (var (name, value) in fields)
        {
            var field = new JsonField(name, value);
            if (!seen.Add(name)) throw new DrawingFieldException($"{JsonField.Show(name)} is given more than once; give it once");
            if (name == "prompt") prompt = field.Text();
            else options = With(options, field, config);
        }

        return new(prompt ?? throw new DrawingFieldException("prompt is missing; name something to draw, for example {\"prompt\":\"cat\"}"), options);
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
        _ => throw new DrawingFieldException($"there is no field '{JsonField.Show(field.Name)}'; the fields are {Names}"),
    };

    private static Style StyleOf(string name) =>
        Styles.TryParse(name, out var style) ? style : throw new DrawingFieldException($"style is '{JsonField.Show(name)}', expected one of {string.Join(", ", Styles.Names)}");

    private static CharacterSet CharactersOf(string characters)
    {
        try
        {
            return CharacterSet.Of(characters);
        }
        catch (AsciiGenException error)
        {
            throw new DrawingFieldException($"chars: {error.Message}");
        }
    }
}
