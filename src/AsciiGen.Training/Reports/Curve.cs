// A row of measured values over the steps, for a chart.

namespace AsciiGen.Training.Reports;

/// <summary>A curve.</summary>
/// <param name="Name">For the legend; empty for none.</param>
/// <param name="Style">Its CSS class.</param>
/// <param name="Points">Steps and values, steps rising.</param>
internal sealed record Curve(string Name, string Style, IReadOnlyList<(double Step, double Value)> Points);
