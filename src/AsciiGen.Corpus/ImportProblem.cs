// Something an import met and could not read: stored beside its source and counted, never thrown.

namespace AsciiGen.Corpus;

/// <summary>Something an import could not read.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Message">What is wrong, in one line.</param>
public sealed record ImportProblem(string Place, string Message);
