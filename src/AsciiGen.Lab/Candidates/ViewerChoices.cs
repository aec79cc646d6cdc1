// Reads what the study of candidates keeps: drawings.jsonl, a request and its drawings a line, and choices.tsv, a
// viewer's choice a line (pass, request, best, second, bad; drawings by number from 1). Does not judge them.

using System.Globalization;
using System.Text.Json;
using AsciiGen.Decoding;

namespace AsciiGen.Lab.Candidates;

/// <summary>The files of a study.</summary>
internal static class ViewerChoices
{
    private sealed record DrawingLine(ulong Seed, string Text, float LogLikelihood, int Tokens, bool Complete);

    private sealed record RequestLine(string Request, string Prompt, string Style, int Width, int Height, DrawingLine[] Candidates);

    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>The requests with a choice of the given pass, in the order of the choices.</summary>
    /// <param name="choicesPath">The choices; the drawings are in drawings.jsonl beside them.</param>
    /// <param name="pass">1 for the first look, 2 for the second.</param>
    /// <exception cref="AsciiGenException">A line cannot be read.</exception>
    internal static List<ViewedRequest> Load(string choicesPath, int pass)
    {
        var drawingsPath = Path.Combine(Path.GetDirectoryName(choicesPath) ?? "", "drawings.jsonl");
        var requests = new Dictionary<string, RequestLine>();
        foreach (var (index, line) in File.ReadLines(drawingsPath).Index())
        {
            var request = ReadRequest(line, $"{drawingsPath}:{index + 1}");
            requests[request.Request] = request;
        }

        var viewed = new List<ViewedRequest>();
        foreach (var (index, line) in File.ReadLines(choicesPath).Index().Skip(1))
        {
            var fields = line.Split('\t');
            var place = $"{choicesPath}:{index + 1}";
            if (fields.Length != 5) throw new AsciiGenException($"{place}: {fields.Length} columns, expected pass, request, best, second, bad");
            if (fields[0] != pass.ToString(CultureInfo.InvariantCulture)) continue;
            if (!requests.TryGetValue(fields[1], out var request)) throw new AsciiGenException($"{place}: '{fields[1]}' is not in {drawingsPath}; name one of its requests");
            viewed.Add(View(request, fields, place));
        }

        return viewed;
    }

    private static ViewedRequest View(RequestLine request, string[] fields, string place)
    {
        if (!Styles.TryParse(request.Style, out var style)) throw new AsciiGenException($"{place}: the style of '{request.Request}' is '{request.Style}'; use {string.Join(", ", Styles.Names)}");
        var options = new GenerateOptions { Prompt = request.Prompt, Style = style, Width = request.Width, Height = request.Height };
        var candidates = request.Candidates.Select(line => new Drawing(line.Text, line.Seed, line.Tokens, line.LogLikelihood, line.Complete)).ToList();
        int Number(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= candidates.Count
            ? number - 1
            : throw new AsciiGenException($"{place}: '{text}' is no drawing, expected 1..{candidates.Count}");
        var bad = fields[4].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray();
        return ViewedRequest.Create(request.Request, options, candidates, Number(fields[2]), Number(fields[3]), bad);
    }

    private static RequestLine ReadRequest(string line, string place)
    {
        try
        {
            return JsonSerializer.Deserialize<RequestLine>(line, _json) ?? throw new AsciiGenException($"{place}: no request");
        }
        catch (JsonException error)
        {
            throw new AsciiGenException($"{place}: no request with its drawings: {error.Message}", error);
        }
    }
}
