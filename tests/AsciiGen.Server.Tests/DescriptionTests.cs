// openapi.json and the server say the same: every path, every field, every range, both ways round.

using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AsciiGen.Server.Tests;

public sealed partial class DescriptionTests(NoiseServer noise)
{
    [Fact]
    public async Task Every_path_exists_and_every_path_of_the_server_is_described()
    {
        var described = (await noise.Server.GetAsync("v1/openapi.json")).GetProperty("paths").EnumerateObject().ToList();
        foreach (var path in described)
        {
            foreach (var method in path.Value.EnumerateObject())
            {
                using var answer = await noise.Server.Client.SendAsync(new(new HttpMethod(method.Name.ToUpperInvariant()), path.Name));
                Assert.Contains((int)answer.StatusCode, (int[])[200, 415]); // a post without a body
                Assert.True(method.Value.GetProperty("responses").TryGetProperty($"{(int)answer.StatusCode}", out _), path.Name);
            }
        }

        var source = File.ReadAllText(Path.Combine(ProgramRun.Repository, "src", "AsciiGen.Server", "HttpServer.cs"));
        Assert.Equal(described.Select(path => path.Name).Order(), RouteLiteral().Matches(source).Select(match => match.Groups[1].Value).Order());
    }

    [Fact]
    public async Task Fields_of_a_request_are_those_the_server_takes_within_the_ranges_that_are_described()
    {
        var request = await SchemaAsync("DrawingRequest");
        var fields = request.GetProperty("properties").EnumerateObject().ToList();
        using (var unknown = await noise.Server.DrawAsync("""{"prompt":"cat","nothing":1}"""))
        {
            var detail = await BadRequestTests.DetailOf(unknown, HttpStatusCode.BadRequest);
            Assert.EndsWith($"the fields are {string.Join(", ", fields.Select(field => field.Name))}", detail, StringComparison.Ordinal);
        }

        foreach (var field in fields.Where(field => field.Value.TryGetProperty("minimum", out _)))
        {
            var (least, most) = (Number(field.Value, "minimum"), Number(field.Value, "maximum"));
            foreach (var (value, status) in ((decimal, HttpStatusCode)[])[(least, HttpStatusCode.OK), (most, HttpStatusCode.OK), (least - 1, HttpStatusCode.BadRequest), (most + 1, HttpStatusCode.BadRequest)])
            {
                var small = field.Name is "width" or "height" ? "" : "\"width\":4,\"height\":3,";
                using var answer = await noise.Server.DrawAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"prompt":"cat",{{small}}"{{field.Name}}":{{value}}}"""));
                Assert.True(status == answer.StatusCode, $"{field.Name} {value}: {answer.StatusCode}");
                if (status == HttpStatusCode.BadRequest) Assert.StartsWith($"{field.Name} is {value.ToString(CultureInfo.InvariantCulture)}, expected ", await BadRequestTests.DetailOf(answer, status), StringComparison.Ordinal);
            }
        }

        var model = await noise.Server.GetAsync("v1/model");
        Assert.Equal(model.GetProperty("most_candidates").GetInt32(), Number(request.GetProperty("properties").GetProperty("candidates"), "maximum"));
        Assert.Equal(model.GetProperty("styles").GetRawText(), (await SchemaAsync("Style")).GetProperty("enum").GetRawText().Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Defaults_are_those_of_the_server()
    {
        var fields = (await SchemaAsync("DrawingRequest")).GetProperty("properties");
        using var answer = await noise.Server.DrawAsync("""{"prompt":"cat"}""");
        var drawn = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(drawn.GetProperty("width").GetInt32(), Number(fields.GetProperty("width"), "default"));
        Assert.Equal(drawn.GetProperty("height").GetInt32(), Number(fields.GetProperty("height"), "default"));
        Assert.Equal(drawn.GetProperty("candidates").GetArrayLength(), Number(fields.GetProperty("candidates"), "default"));
    }

    [Fact]
    public async Task Answers_have_the_fields_that_are_described()
    {
        using var drawn = await noise.Server.DrawAsync("""{"prompt":"cat"}""");
        var drawing = JsonDocument.Parse(await drawn.Content.ReadAsStringAsync()).RootElement;
        await HasFieldsAsync("Drawing", drawing);
        await HasFieldsAsync("Candidate", drawing.GetProperty("candidates")[0]);
        await HasFieldsAsync("Subjects", await noise.Server.GetAsync("v1/subjects"));
        await HasFieldsAsync("Model", await noise.Server.GetAsync("v1/model"));
        await HasFieldsAsync("Health", await noise.Server.GetAsync("healthz"));
        using var refused = await noise.Server.DrawAsync("""{"prompt":"poodle","strict":true}""");
        await HasFieldsAsync("Problem", JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement);
        using var streamed = await noise.Server.DrawAsync("""{"prompt":"cat"}""", "text/event-stream");
        foreach (var group in (await streamed.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('\n')).GroupBy(lines => lines[0]))
        {
            var name = group.Key switch { "event: start" => "StartEvent", "event: row" => "RowEvent", _ => "Drawing" };
            await HasFieldsAsync(name, JsonDocument.Parse(group.First()[1]["data: ".Length..]).RootElement);
        }
    }

    [Fact]
    public async Task Description_refers_to_nothing_that_is_missing()
    {
        var text = await noise.Server.Client.GetStringAsync("v1/openapi.json");
        Assert.DoesNotMatch("\"\\{[a-z_]+\\}\"", text);
        var schemas = JsonDocument.Parse(text).RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => schema.Name).ToList();
        var used = Reference().Matches(text).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Subset(schemas.ToHashSet(), used);
        Assert.Equal(["ErrorEvent", "RowEvent", "StartEvent"], schemas.Except(used).Order()); // named in words only
    }

    [GeneratedRegex("\"(/[a-z0-9/.]+)\"")]
    private static partial Regex RouteLiteral();

    [GeneratedRegex("#/components/schemas/([A-Za-z]+)")]
    private static partial Regex Reference();

    private static decimal Number(JsonElement schema, string name) => schema.GetProperty(name).GetDecimal();

    private async Task<JsonElement> SchemaAsync(string name) => (await noise.Server.GetAsync("v1/openapi.json")).GetProperty("components").GetProperty("schemas").GetProperty(name);

    private async Task HasFieldsAsync(string schema, JsonElement answer)
    {
        var described = (await SchemaAsync(schema)).GetProperty("properties").EnumerateObject().Select(field => field.Name);
        Assert.Equal(described, answer.EnumerateObject().Select(field => field.Name));
    }
}
