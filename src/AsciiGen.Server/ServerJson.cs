// Everything that is answered as JSON, and how it is written: at build time, so that nothing is looked up by reflection. What
// HTML could be made of comes out escaped, which is the writer's default. Field names and their meaning stand in openapi.json.

using System.Text.Json.Serialization;

namespace AsciiGen.Server;

internal sealed record CandidateAnswer(ulong Seed, string Text);

internal sealed record DrawingAnswer(
    string Prompt, string Subject, string Style, string? Note, int Width, int Height, ulong Seed, string Text, int Chosen,
    IReadOnlyList<CandidateAnswer> Candidates, int Tokens, double Seconds, string Model);

internal sealed record StartEvent(string Prompt, string Subject, string Style, string? Note, int Width, int Height, ulong Seed, int Candidates);

internal sealed record RowEvent(int Candidate, int Row, string Text);

internal sealed record ErrorEvent(string Detail);

internal sealed record SubjectsAnswer(int Total, IReadOnlyList<string> Subjects);

internal sealed record ModelAnswer(
    string Name, long Parameters, string? License, int MaxWidth, int MaxHeight, IReadOnlyList<string> Styles, int MostCandidates, string Version);

internal sealed record HealthAnswer(string Status);

internal sealed record ProblemAnswer(
    string Title, int Status, string Detail, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Suggestions);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(DrawingAnswer))]
[JsonSerializable(typeof(StartEvent))]
[JsonSerializable(typeof(RowEvent))]
[JsonSerializable(typeof(ErrorEvent))]
[JsonSerializable(typeof(SubjectsAnswer))]
[JsonSerializable(typeof(ModelAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
internal sealed partial class ServerJson : JsonSerializerContext;
