// Ink of any rectangle of a shape in constant time, from a table of running sums. Resampling a shape to the parts of
// the cells of one placement is its only use; what is outside of the shape is paper.

using AsciiGen.Imaging.Lines;

namespace AsciiGen.Imaging.Solid;

internal sealed class AreaSums
{
    private readonly double[] _sums; // (height + 1, width + 1)
    private readonly int _width;
    private readonly int _height;

    /// <summary>Adds up the darkness of a shape.</summary>
    public AreaSums(Shape shape) : this(shape, (x, y) => shape[x, y]) { }

    /// <summary>Adds up the ink of a shape without its lightest tones.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="leftOut">How many tones are left out.</param>
    /// <param name="symmetric">Whether to take the mean of both halves.</param>
    public AreaSums(Shape shape, int leftOut, bool symmetric)
        : this(shape, (x, y) => symmetric ? (shape.Ink(leftOut, x, y) + shape.Ink(leftOut, shape.Width - 1 - x, y)) / 2 : shape.Ink(leftOut, x, y)) { }

    private AreaSums(Shape shape, Func<int, int, float> ink)
    {
        (_width, _height) = (shape.Width, shape.Height);
        _sums = new double[(_width + 1) * (_height + 1)];
        for (var y = 0; y < _height; y++)
        {
            var row = 0.0;
            for (var x = 0; x < _width; x++)
            {
                row += ink(x, y);
                _sums[((y + 1) * (_width + 1)) + x + 1] = _sums[(y * (_width + 1)) + x + 1] + row;
            }
        }
    }

    /// <summary>Mean ink of every part of the grid: (rows * down, columns * across).</summary>
    /// <param name="placement">Where the shape's left upper corner lies and how large a pixel is.</param>
    /// <param name="across">Parts across a cell.</param>
    /// <param name="down">Parts down a cell.</param>
    public float[] Resample(Placement placement, int across, int down)
    {
        int width = placement.Columns * across, height = placement.Rows * down;
        var nodes = new double[(width + 1) * (height + 1)];
        for (var j = 0; j <= height; j++)
        {
            var y = ((2.0 * j / down) - placement.Offset.Y) / placement.Scale.Y;
            for (var i = 0; i <= width; i++) nodes[(j * (width + 1)) + i] = At((((double)i / across) - placement.Offset.X) / placement.Scale.X, y);
        }

        var area = 1.0 / (across * placement.Scale.X) * (2.0 / (down * placement.Scale.Y));
        var parts = new float[width * height];
        for (var i = 0; i < parts.Length; i++)
        {
            var node = (i / width * (width + 1)) + (i % width);
            parts[i] = (float)((nodes[node + width + 2] - nodes[node + width + 1] - nodes[node + 1] + nodes[node]) / area);
        }

        return parts;
    }

    // The sum left of and above a point anywhere.
    private double At(double x, double y)
    {
        (x, y) = (Math.Clamp(x, 0, _width), Math.Clamp(y, 0, _height));
        int left = Math.Min((int)x, _width - 1), top = Math.Min((int)y, _height - 1);
        double across = x - left, down = y - top;
        var at = (top * (_width + 1)) + left;
        var above = _sums[at] + ((_sums[at + 1] - _sums[at]) * across);
        var below = _sums[at + _width + 1] + ((_sums[at + _width + 2] - _sums[at + _width + 1]) * across);
        return above + ((below - above) * down);
    }
}
