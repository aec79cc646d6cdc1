// How far every pixel of a set is from the nearest pixel outside it, by the 3-4 chamfer of Borgefors (1986): two passes, no
// roots. Opening and closing with a disc, which the finding of lines needs, are two such maps. Outside the picture is
// outside the set.

namespace AsciiGen.Imaging.Raster;

internal sealed class DistanceMap
{
    /// <summary>Steps of one pixel.</summary>
    public const int Unit = 3;

    private const int Far = int.MaxValue / 2;

    private readonly int _stride;
    private readonly int[] _steps; // (Height + 2, Width + 2)

    /// <summary>Measures inside a set, or outside it.</summary>
    /// <param name="set">The set.</param>
    /// <param name="member">True: distance of members to what is not in the set; false: distance of all others to the set.</param>
    public DistanceMap(Bitmap set, bool member)
    {
        (Width, Height, _stride) = (set.Width, set.Height, set.Width + 2);
        _steps = new int[(Height + 2) * _stride];
        // The rim belongs to no set, so that what is measured outside a set runs on beyond the picture.
        var padded = set.Padded;
        var inside = member ? (byte)1 : (byte)0;
        for (var i = 0; i < _steps.Length; i++) _steps[i] = padded[i] == inside ? Far : 0;
        for (var i = _stride + 1; i < _steps.Length - _stride - 1; i++) Relax(i, -1);
        for (var i = _steps.Length - _stride - 2; i > _stride; i--) Relax(i, 1);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Distance in pixels.</summary>
    public float this[int x, int y] => _steps[((y + 1) * _stride) + x + 1] / (float)Unit;

    /// <summary>Pixels at least so far.</summary>
    public Bitmap AtLeast(float pixels)
    {
        var far = new Bitmap(Width, Height);
        var padded = far.Padded;
        var least = (int)MathF.Ceiling(pixels * Unit);
        for (var i = 0; i < _steps.Length; i++) padded[i] = _steps[i] >= least ? (byte)1 : (byte)0;
        far.ClearRim();
        return far;
    }

    /// <summary>The largest distance.</summary>
    public float Most() => _steps.Max() / (float)Unit;

    /// <summary>Distances of the pixels that no neighbour exceeds: half the width of the ink along its middle.</summary>
    public List<float> Ridge()
    {
        var ridge = new List<float>();
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var i = ((y + 1) * _stride) + x + 1;
                var here = _steps[i];
                if (here > 0 && here >= _steps[i - 1] && here >= _steps[i + 1] && here >= _steps[i - _stride] && here >= _steps[i + _stride]) ridge.Add(here / (float)Unit);
            }
        }

        return ridge;
    }

    private void Relax(int i, int side)
    {
        var here = _steps[i];
        if (here == 0) return;
        var row = i + (side * _stride);
        here = Math.Min(here, Math.Min(_steps[i + side], _steps[row]) + 3);
        _steps[i] = Math.Min(here, Math.Min(_steps[row - 1], _steps[row + 1]) + 4);
    }
}
