// What can be asked besides drawings: subjects, the model, health, figures and the description of all of it. None of it waits for
// a drawing. Does not know how drawings are made.

using System.Globalization;
using System.Text;
using AsciiGen.Formats;
using AsciiGen.Model;
using AsciiGen.Server.Drawings;
using AsciiGen.Server.Metrics;
using Microsoft.AspNetCore.Http;

namespace AsciiGen.Server;

internal sealed class InfoEndpoints
{
    private const int UsualLimit = 50;
    private const int MostLimit = 5000;

    private readonly SubjectDesk _desk;
    private readonly DrawingWorkers _workers;
    private readonly ServerMetrics _metrics;
    private readonly ModelAnswer _model;
    private readonly byte[] _description;

    /// <summary>Answers about a server.</summary>
    public InfoEndpoints(AsciiArtist artist, SubjectDesk desk, DrawingWorkers workers, ServerMetrics metrics)
    {
        (_desk, _workers, _metrics) = (desk, workers, metrics);
        var config = artist.Model.Config;
        _model = new(NameOf(artist), config.ParameterCount, artist.Model.Description.License, config.MaxWidth, config.MaxHeight, Styles.Names, DrawingFields.MostCandidates, Program.Version);
        _description = Describe(config);
    }

    /// <summary>What the model of an artist is called.</summary>
    public static string NameOf(AsciiArtist artist) => artist.Model.Description.Name ?? artist.Model.Config.Preset;

    /// <summary>GET /v1/subjects?q=WORD&amp;limit=N.</summary>
    public async Task SubjectsAsync(HttpContext context)
    {
        var word = Single(context.Request, "q") ?? "";
        var limit = UsualLimit;
        if (Single(context.Request, "limit") is { } text && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostLimit))
        {
            throw RequestProblem.Bad($"limit is '{JsonField.Show(text)}', expected a whole number from 1 to {MostLimit}");
        }

        var found = await _desk.FindAsync(word, context.RequestAborted);
        await Answers.WriteAsync(context, new SubjectsAnswer(found.Count, [.. found.Take(limit)]), ServerJson.Default.SubjectsAnswer);
    }

    /// <summary>GET /v1/model.</summary>
    public Task ModelAsync(HttpContext context) => Answers.WriteAsync(context, _model, ServerJson.Default.ModelAnswer);

    /// <summary>GET /healthz.</summary>
    public static Task HealthAsync(HttpContext context) => Answers.WriteAsync(context, new HealthAnswer("ok"), ServerJson.Default.HealthAnswer);

    /// <summary>GET /metrics.</summary>
    public Task MetricsAsync(HttpContext context) => Answers.WriteAsync(context, Encoding.UTF8.GetBytes(_metrics.Format(_workers.Waiting)), PrometheusText.ContentType);

    /// <summary>GET /v1/openapi.json.</summary>
    public Task DescriptionAsync(HttpContext context) => Answers.WriteAsync(context, _description, "application/json; charset=utf-8");

    private static string? Single(HttpRequest request, string name)
    {
        var values = request.Query[name];
        return values.Count <= 1 ? values.ToString() is { Length: > 0 } value ? value : null : throw RequestProblem.Bad($"{name} is given more than once; give it once");
    }

    // What depends on program and model stands as "{name}" in the text.
    private static byte[] Describe(ModelConfig config)
    {
        using var reader = new StreamReader(typeof(InfoEndpoints).Assembly.GetManifestResourceStream("openapi.json")!);
        var text = new StringBuilder(reader.ReadToEnd());
        text.Replace("\"{version}\"", $"\"{Program.Version}\"");
        foreach (var (name, value) in (ReadOnlySpan<(string, double)>)[("max_width", config.MaxWidth), ("max_height", config.MaxHeight), ("most_temperature", ModelConfig.MostTemperature), ("most_guidance", ModelConfig.MostGuidance)])
        {
            text.Replace($"\"{{{name}}}\"", value.ToString(CultureInfo.InvariantCulture));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
