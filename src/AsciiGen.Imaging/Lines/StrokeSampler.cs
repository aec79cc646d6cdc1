// Strokes -> evenly spaced samples with a direction, the common currency of picture and glyph. Ink drawn twice at
// the same place in the same direction counts once, so scribbles weigh no more than a clean line.

using System.Numerics;

namespace AsciiGen.Imaging.Lines;

/// <summary>A bit of ink: place in cell widths, direction 0..7 in steps of 22.5 degrees (8: a dot, no direction), length.</summary>
internal readonly record struct InkSample(float X, float Y, int Direction, float Weight);

internal static class StrokeSampler
{
    public const int DirectionCount = 8;
    public const int NoDirection = 8;
    public const float Spacing = 0.125f;

    /// <summary>Strokes shorter than this many cell widths are dots.</summary>
    public const float DotLength = 0.3f;

    /// <summary>What a dot of a picture counts for, in cell widths of line: more than its ink, for it is easily lost.</summary>
    public const float PictureDot = 1.4f;

    private const float GlyphDot = 0.8f;

    /// <summary>Samples strokes in cell units.</summary>
    public static List<InkSample> Sample(IReadOnlyList<IReadOnlyList<Vector2>> strokes, float dotWeight = GlyphDot)
    {
        var samples = new List<InkSample>();
        var seen = new HashSet<(int, int, int)>();
        foreach (var stroke in strokes) SampleStroke(stroke, dotWeight, samples, seen);
        return samples;
    }

    private static void SampleStroke(IReadOnlyList<Vector2> stroke, float dotWeight, List<InkSample> samples, HashSet<(int, int, int)> seen)
    {
        var before = samples.Count;
        var length = 0f;
        for (var i = 1; i < stroke.Count; i++) length += Vector2.Distance(stroke[i - 1], stroke[i]);
        if (length < DotLength)
        {
            Add(new(stroke[0].X, stroke[0].Y, NoDirection, Math.Max(dotWeight, length)));
            return;
        }

        // The first sample stands half a step in, so a stroke of length n steps has n samples.
        var steps = Math.Max(1, (int)MathF.Round(length / Spacing));
        var step = length / steps;
        var next = step / 2;
        var walked = 0f;
        for (var i = 1; i < stroke.Count; i++)
        {
            var delta = stroke[i] - stroke[i - 1];
            var segment = delta.Length();
            if (segment <= 0) continue;
            for (; next <= walked + segment && steps > 0; next += step, steps--)
            {
                var point = stroke[i - 1] + (delta * ((next - walked) / segment));
                Add(new(point.X, point.Y, DirectionOf(delta), step));
            }

            walked += segment;
        }

        void Add(InkSample sample)
        {
            if (seen.Add(((int)MathF.Floor(sample.X * 6), (int)MathF.Floor(sample.Y * 6), sample.Direction))
                || sample.Direction == NoDirection)
            {
                samples.Add(sample);
            }
            else if (samples.Count > before)
            {
                MergeShort(samples, sample);
            }
        }
    }

    // Two neighbours of one stroke can share a grid place; only ink of another stroke is dropped.
    private static void MergeShort(List<InkSample> samples, InkSample sample)
    {
        var last = samples[^1];
        var apart = Math.Abs(last.X - sample.X) + Math.Abs(last.Y - sample.Y);
        if (apart < 2 * Spacing && last.Direction == sample.Direction && last.Weight < 2 * Spacing)
        {
            samples[^1] = last with { Weight = last.Weight + sample.Weight };
        }
    }

    public static int DirectionOf(Vector2 delta)
    {
        var turns = MathF.Atan2(delta.Y, delta.X) / MathF.PI; // a stroke has no start, so half a turn is the same
        return ((int)MathF.Round(turns * DirectionCount) + (2 * DirectionCount)) % DirectionCount;
    }
}
