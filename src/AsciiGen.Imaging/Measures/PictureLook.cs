// What a picture looks like from afar, as numbers that can be compared: where its ink lies and which way its edges run,
// whatever its size and the strength of its strokes. The ink is fitted into a square, blurred, and counted in 12 x 12
// places; its gradients are counted by direction in 6 x 6 places (after Dalal & Triggs 2005, "Histograms of oriented
// gradients for human detection"). Both kinds are scaled to a length of their own, so a dot product is
// a weighted mean of two cosines. Does not know what is shown.

using System.Numerics;
using AsciiGen.Imaging.Lines;
using AsciiGen.Imaging.Solid;

namespace AsciiGen.Imaging.Measures;

/// <summary>Looks of pictures.</summary>
public static class PictureLook
{
    /// <summary>Numbers of a look.</summary>
    public const int Length = (Places * Places) + (Blocks * Blocks * Directions);

    private const int Side = 48, Margin = 3; // pixels of the square and of its rim
    private const int Places = 12; // across and down, of ink
    private const int Blocks = 6, Directions = 8; // places across and down, of edges; directions of half a turn
    private const float EdgeWeight = 0.7f, InkWeight = 0.3f;
    private const float Blur = 1.5f; // pixels of the square
    private const float Ink = 0.1f; // coverage from which a pixel counts for the picture's box
    private const int PictureColumns = 24, PictureRows = 12; // cells that sketches and shapes are drawn on

    /// <summary>The look of a picture; all 0 without ink.</summary>
    /// <returns><see cref="Length"/> numbers of 0..1 whose squares sum up to 1.</returns>
    public static float[] Of(Coverage picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var look = new float[Length];
        if (Fit(picture) is not { } square) return look;
        square = square.Blur(Blur);
        CountInk(square.Ink, look.AsSpan(0, Places * Places));
        CountEdges(square.Ink, look.AsSpan(Places * Places));
        Scale(look.AsSpan(0, Places * Places), InkWeight);
        Scale(look.AsSpan(Places * Places), EdgeWeight);
        return look;
    }

    /// <summary>The look of a picture's strokes, drawn as thin as those of a font.</summary>
    public static float[] Of(Sketch sketch)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        return Of(StrokePicture.Draw(sketch, Placed(sketch.Min, sketch.Size), StrokePicture.FontStroke));
    }

    /// <summary>The look of a filled shape.</summary>
    public static float[] Of(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var picture = new Coverage(PictureColumns, PictureRows);
        new AreaSums(shape).Resample(Placed(Vector2.Zero, new(shape.Width, shape.Height)), Coverage.CellWidth, Coverage.CellHeight).CopyTo(picture.Ink, 0);
        return Of(picture);
    }

    /// <summary>The look of the mirror image, left to right.</summary>
    public static float[] Mirror(ReadOnlySpan<float> look)
    {
        if (look.Length != Length) throw new ArgumentException($"a look has {Length} numbers, not {look.Length}", nameof(look));
        var mirrored = new float[Length];
        for (var i = 0; i < Places * Places; i++) mirrored[i] = look[i - (i % Places) + Places - 1 - (i % Places)];
        for (var i = 0; i < Blocks * Blocks * Directions; i++)
        {
            int direction = i % Directions, column = i / Directions % Blocks, row = i / Directions / Blocks;
            var other = (((row * Blocks) + Blocks - 1 - column) * Directions) + ((Directions - direction) % Directions);
            mirrored[(Places * Places) + i] = look[(Places * Places) + other];
        }

        return mirrored;
    }

    /// <summary>How alike two looks are, 0..1.</summary>
    public static float Compare(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        if (first.Length != Length || second.Length != Length) throw new ArgumentException($"a look has {Length} numbers", nameof(first));
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i <= Length - Vector<float>.Count; i += Vector<float>.Count) sum += new Vector<float>(first[i..]) * new Vector<float>(second[i..]);
        var total = Vector.Sum(sum);
        for (; i < Length; i++) total += first[i] * second[i];
        return total;
    }

    // Fits a box into the cells that pictures are drawn on, in the middle and with a little room.
    private static Placement Placed(Vector2 corner, Vector2 size)
    {
        var room = new Vector2(PictureColumns - 1, (2 * PictureRows) - 1); // cell widths
        var scale = Math.Min(room.X / Math.Max(size.X, 1e-6f), room.Y / Math.Max(size.Y, 1e-6f));
        if (!float.IsFinite(scale) || scale > 1e6f) scale = 1;
        var offset = (new Vector2(PictureColumns, 2 * PictureRows) - (size * scale)) / 2;
        return new Placement(new(scale), offset - (corner * scale), PictureColumns, PictureRows, 0);
    }

    // The ink in a square, as large as it goes and in the middle; a pixel of the picture is shared by the four it falls on.
    private static Coverage? Fit(Coverage picture)
    {
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1;
        for (var i = 0; i < picture.Ink.Length; i++)
        {
            if (picture.Ink[i] < Ink) continue;
            (left, right) = (Math.Min(left, i % picture.Width), Math.Max(right, i % picture.Width));
            (top, bottom) = (Math.Min(top, i / picture.Width), Math.Max(bottom, i / picture.Width));
        }

        if (right < 0) return null;
        var square = new Coverage(Side / Coverage.CellWidth, Side / Coverage.CellHeight);
        var scale = (float)(Side - (2 * Margin)) / (Math.Max(right - left, bottom - top) + 1);
        float moveX = (Side / 2f) - ((left + right + 1) / 2f * scale), moveY = (Side / 2f) - ((top + bottom + 1) / 2f * scale);
        // Enlarged, a pixel would leave gaps: it is then put down in several parts.
        var parts = Math.Max(1, (int)MathF.Ceiling(scale));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var ink = picture.Ink[(y * picture.Width) + x];
                if (ink < Ink) continue;
                for (var part = 0; part < parts * parts; part++)
                {
                    Put(square.Ink, ((x + (((part % parts) + 0.5f) / parts)) * scale) + moveX - 0.5f, ((y + (((part / parts) + 0.5f) / parts)) * scale) + moveY - 0.5f, ink);
                }
            }
        }

        return square;
    }

    private static void Put(float[] square, float x, float y, float ink)
    {
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        float across = x - left, down = y - top;
        square[(top * Side) + left] += ink * (1 - across) * (1 - down);
        square[(top * Side) + left + 1] += ink * across * (1 - down);
        square[((top + 1) * Side) + left] += ink * (1 - across) * down;
        square[((top + 1) * Side) + left + 1] += ink * across * down;
    }

    private static void CountInk(float[] square, Span<float> places)
    {
        const int size = Side / Places;
        for (var i = 0; i < square.Length; i++) places[(i / Side / size * Places) + (i % Side / size)] += square[i];
    }

    // An edge counts in the two directions nearest to its own and the four blocks nearest to it, the nearer the more.
    private static void CountEdges(float[] square, Span<float> blocks)
    {
        const float size = (float)Side / Blocks;
        for (var y = 1; y < Side - 1; y++)
        {
            for (var x = 1; x < Side - 1; x++)
            {
                var at = (y * Side) + x;
                float across = square[at + 1] - square[at - 1], down = square[at + Side] - square[at - Side];
                var strength = MathF.Sqrt((across * across) + (down * down));
                if (strength <= 1e-6f) continue;
                var turn = MathF.Atan2(down, across) / MathF.PI * Directions;
                turn = ((turn % Directions) + Directions) % Directions;
                float column = ((x + 0.5f) / size) - 0.5f, row = ((y + 0.5f) / size) - 0.5f;
                for (var k = 0; k < 8; k++)
                {
                    int c = (int)MathF.Floor(column) + (k & 1), r = (int)MathF.Floor(row) + ((k >> 1) & 1), d = (int)turn + (k >> 2);
                    if ((uint)c >= Blocks || (uint)r >= Blocks) continue;
                    var share = (1 - MathF.Abs(column - c)) * (1 - MathF.Abs(row - r)) * (1 - MathF.Abs(turn - d));
                    blocks[(((r * Blocks) + c) * Directions) + (d % Directions)] += strength * share;
                }
            }
        }
    }

    // The root keeps what is strong from drowning the rest.
    private static void Scale(Span<float> part, float weight)
    {
        var squares = 0f;
        foreach (ref var value in part)
        {
            squares += value;
            value = MathF.Sqrt(value);
        }

        var factor = squares > 0 ? MathF.Sqrt(weight / squares) : 0;
        foreach (ref var value in part) value *= factor;
    }
}
