// A drawing as JSON: what was asked for, what was drawn, and what draws it again. docs/FORMAT.md section 12 names the fields.

using System.Text.Json;

namespace AsciiGen.Rendering;

/// <summary>Writes drawings as JSON objects.</summary>
public static class DrawingJson
{
    /// <summary>Writes one object.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="plan">What was asked for.</param>
    /// <param name="choice">What was drawn.</param>
    /// <param name="seconds">How long it took.</param>
    /// <param name="withCandidates">Whether drawings that were not chosen come along.</param>
    public static void Write(Utf8JsonWriter json, DrawingPlan plan, DrawingChoice choice, double seconds, bool withCandidates = true)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(choice);
        json.WriteStartObject();
        WriteRequest(json, plan);
        json.WriteString("text", choice.Best.Text);
        if (withCandidates) WriteCandidates(json, choice);
        json.WriteNumber("tokens", choice.TokenCount);
        json.WriteNumber("seconds", Math.Round(seconds, 4));
        json.WriteString("model", plan.ModelName);
        json.WriteEndObject();
    }

    /// <summary>Writes the fields of an object that are known before anything is drawn.</summary>
    public static void WriteRequest(Utf8JsonWriter json, DrawingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(plan);
        json.WriteString("prompt", plan.Prompt);
        json.WriteString("subject", plan.Subject);
        json.WriteString("style", Styles.NameOf(plan.Request.Style));
        json.WriteString("note", plan.Note);
        json.WriteNumber("width", plan.Request.Width);
        json.WriteNumber("height", plan.Request.Height);
        json.WriteNumber("seed", plan.Request.Sampling.Seed);
    }

    private static void WriteCandidates(Utf8JsonWriter json, DrawingChoice choice)
    {
        json.WriteNumber("chosen", choice.Chosen);
        json.WriteStartArray("candidates");
        foreach (var drawing in choice.Candidates)
        {
            json.WriteStartObject();
            json.WriteNumber("seed", drawing.Seed);
            json.WriteString("text", drawing.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
