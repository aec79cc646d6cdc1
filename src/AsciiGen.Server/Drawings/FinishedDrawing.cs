// What a worker hands back.

namespace AsciiGen.Server.Drawings;

/// <summary>A drawing and how long it took.</summary>
internal sealed record FinishedDrawing(DrawingChoice Choice, double Seconds);
