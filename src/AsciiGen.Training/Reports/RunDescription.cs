// config.json of a run's folder: what one must know to make the same run again.

using System.Text.Json.Nodes;

namespace AsciiGen.Training.Reports;

/// <summary>How a run was started.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="ProgramVersion">Version of the program that runs or ran it last.</param>
/// <param name="Command">The command that began it.</param>
/// <param name="ResumedWith">The command that went on with it last, if any.</param>
/// <param name="Pack">Path of the token pack.</param>
/// <param name="PackSha256">SHA-256 of the pack.</param>
/// <param name="TrainingDrawings">Drawings to learn from.</param>
/// <param name="ValidationDrawings">Drawings to validate with.</param>
/// <param name="Threads">Threads; they change no result.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="Samples">Prompts drawn at every evaluation.</param>
/// <param name="Config">Shape of the model, docs/FORMAT.md section 4.</param>
/// <param name="Options">Settings of the run.</param>
public sealed record RunDescription(
    string Format, string ProgramVersion, string Command, string? ResumedWith, string Pack, string PackSha256, int TrainingDrawings, int ValidationDrawings,
    int Threads, long Parameters, IReadOnlyList<string> Samples, JsonObject Config, TrainingOptions Options)
{
    /// <summary>What the file says it is.</summary>
    public const string FormatName = "ascii-gen-run";
}
