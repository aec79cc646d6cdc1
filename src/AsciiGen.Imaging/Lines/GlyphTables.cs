// Answers, by look-up, the two questions the matcher asks millions of times: how well does glyph g explain a bit
// of picture ink here (coverage), and where does glyph g itself put ink (its samples). Closeness falls off as a
// Gaussian of distance times a power of the cosine of the angle between the two directions.


namespace AsciiGen.Imaging.Lines;

internal static class GlyphTables
{
    /// <summary>Look-up places per cell width.</summary>
    public const int Resolution = 8;

    /// <summary>Margin around the cell in which its glyph still explains ink, in cell widths.</summary>
    public const float Reach = 0.5f;

    /// <summary>Look-up places across (cell plus both margins) and down.</summary>
    public const int Across = (int)((1 + (2 * Reach)) * Resolution);
    public const int Down = (int)((2 + (2 * Reach)) * Resolution);

    private const float DotAffinity = 0.4f;

    // Tolerance across and down for ink of each direction (0 level, 4 upright), in cell widths. Text has only three
    // heights for a level line but a column every cell width, so level ink may move further.
    private static readonly float[] _acrossTolerance = [0.34f, 0.34f, 0.34f, 0.36f, 0.38f, 0.36f, 0.34f, 0.34f, 0.34f];
    private static readonly float[] _downTolerance = [0.52f, 0.46f, 0.38f, 0.36f, 0.34f, 0.36f, 0.38f, 0.46f, 0.34f];

    /// <summary>All shapes; index 0 is the blank.</summary>
    public static LineGlyph[] Glyphs { get; } = [.. LineGlyph.All];

    /// <summary>Glyph count rounded up to a multiple of 16, the row length of <see cref="Coverage"/>.</summary>
    public static int Stride { get; } = (Glyphs.Length + 15) / 16 * 16;

    /// <summary>The step to the next cell of a straight line drawn with this glyph alone; none for most.</summary>
    public static (int Columns, int Rows)[] Steps { get; } = [.. Glyphs.Select(glyph => glyph.Character switch
    {
        '|' => (0, 1),
        '-' or '_' => (1, 0),
        '/' => (-1, 1),
        '\\' => (1, 1),
        _ => (0, 0),
    })];

    /// <summary>Ink of every glyph in cell units.</summary>
    public static InkSample[][] Samples { get; } = [.. Glyphs.Select(glyph => StrokeSampler.Sample(glyph.Strokes).ToArray())];

    /// <summary>((direction, down, across), Stride): 0..1, how well each glyph explains ink at that place.</summary>
    public static float[] Coverage { get; } = BuildCoverage();

    /// <summary>Likeness of two directions, 0..1; direction 8 is a dot.</summary>
    public static float Likeness(int a, int b)
    {
        if (a == StrokeSampler.NoDirection || b == StrokeSampler.NoDirection) return a == b ? 1 : DotAffinity;
        var cosine = MathF.Cos((a - b) * MathF.PI / StrokeSampler.DirectionCount);
        return cosine * cosine * cosine * cosine;
    }

    /// <summary>Closeness 0..1 of a glyph's ink to picture ink of this direction.</summary>
    public static float Closeness(float dx, float dy, int direction)
    {
        float across = dx / _acrossTolerance[direction], down = dy / _downTolerance[direction];
        return MathF.Exp(-((across * across) + (down * down)) / 2);
    }

    /// <summary>Row of <see cref="Coverage"/> for ink at a place relative to the cell's corner; -1 out of reach.</summary>
    public static int RowOf(float x, float y, int direction)
    {
        int across = (int)MathF.Floor((x + Reach) * Resolution), down = (int)MathF.Floor((y + Reach) * Resolution);
        if (across < 0 || across >= Across || down < 0 || down >= Down) return -1;
        return (((direction * Down) + down) * Across) + across;
    }

    private static float[] BuildCoverage()
    {
        var table = new float[(StrokeSampler.DirectionCount + 1) * Down * Across * Stride];
        for (var direction = 0; direction <= StrokeSampler.DirectionCount; direction++)
        {
            for (var down = 0; down < Down; down++)
            {
                for (var across = 0; across < Across; across++)
                {
                    float x = ((across + 0.5f) / Resolution) - Reach, y = ((down + 0.5f) / Resolution) - Reach;
                    var row = ((((direction * Down) + down) * Across) + across) * Stride;
                    for (var glyph = 1; glyph < Glyphs.Length; glyph++)
                    {
                        var best = 0f;
                        foreach (var sample in Samples[glyph])
                        {
                            best = Math.Max(best, Closeness(x - sample.X, y - sample.Y, direction) * Likeness(direction, sample.Direction));
                        }

                        table[row + glyph] = best;
                    }
                }
            }
        }

        return table;
    }
}
