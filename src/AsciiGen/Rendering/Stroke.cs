// A straight piece of a glyph of StrokeFont. A dot is a piece without length, and thicker than a line.

namespace AsciiGen.Rendering;

/// <summary>From one point to another, in units of the cell, x to the right and y down.</summary>
internal readonly record struct Stroke(float X1, float Y1, float X2, float Y2, float Radius);
