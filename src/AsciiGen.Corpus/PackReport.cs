// What went into a token pack, for people and for NAME.json.

namespace AsciiGen.Corpus;

/// <summary>Counts of a token pack.</summary>
/// <param name="Training">Drawings to learn from.</param>
/// <param name="Validation">Drawings set aside.</param>
/// <param name="Evaluation">Drawings of families that are held out.</param>
/// <param name="Clusters">Clusters of drawings that stay on one side.</param>
/// <param name="Prompts">Prompts of all drawings.</param>
/// <param name="TrainingTokens">Tokens to learn from.</param>
/// <param name="ValidationTokens">Tokens set aside.</param>
/// <param name="EvaluationTokens">Tokens of the held-out families.</param>
/// <param name="LeftOut">Valid drawings that were not packed, for their style, quality or size, or held out and like one to learn from.</param>
/// <param name="Sha256">Of the safetensors file.</param>
public sealed record PackReport(
    int Training, int Validation, int Evaluation, int Clusters, int Prompts, long TrainingTokens, long ValidationTokens, long EvaluationTokens, int LeftOut, string Sha256);
