// A picture whose subject is known, for SubjectRanking.

namespace AsciiGen.Imaging.Measures;

/// <summary>A known picture.</summary>
/// <param name="Subject">What it shows.</param>
/// <param name="Family">Whose hand it is of.</param>
/// <param name="Look">As <see cref="PictureLook"/> gives it.</param>
public sealed record LookReference(string Subject, string Family, float[] Look);
