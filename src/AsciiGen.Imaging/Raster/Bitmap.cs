// A black and white picture: true is ink. With the three pixel operations the tracer needs: how far ink is from
// paper, which ink is thick, and thinning to lines one pixel wide (Zhang and Suen, 1984).

namespace AsciiGen.Imaging.Raster;

internal sealed class Bitmap
{
    private readonly bool[] _ink; // (height, width)

    public Bitmap(int width, int height)
    {
        (Width, Height) = (width, height);
        _ink = new bool[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Outside is paper.</summary>
    public bool this[int x, int y]
    {
        get => (uint)x < (uint)Width && (uint)y < (uint)Height && _ink[(y * Width) + x];
        set => _ink[(y * Width) + x] = value;
    }

    /// <summary>Lines through the middle of thin ink, and the outline of ink wider than twice the radius.</summary>
    public Bitmap ToLines(float radius)
    {
        var thick = Thick(radius);
        var lines = new Bitmap(Width, Height);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                if (!this[x, y]) continue;
                var edge = !this[x - 1, y] || !this[x + 1, y] || !this[x, y - 1] || !this[x, y + 1];
                lines[x, y] = edge || !thick[x, y];
            }
        }

        lines.Thin();
        return lines;
    }

    private Bitmap Thick(float radius)
    {
        var distance = Distance();
        var thick = new Bitmap(Width, Height);
        var reach = (int)MathF.Ceiling(radius);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                if (distance[(y * Width) + x] < radius * 3) continue;
                for (var dy = -reach; dy <= reach; dy++)
                {
                    for (var dx = -reach; dx <= reach; dx++)
                    {
                        var near = (dx * dx) + (dy * dy) <= (radius + 0.5f) * (radius + 0.5f);
                        if (near && this[x + dx, y + dy]) thick[x + dx, y + dy] = true;
                    }
                }
            }
        }

        return thick;
    }

    // Distance to paper in thirds of a pixel, by the 3-4 chamfer of Borgefors.
    private int[] Distance()
    {
        var distance = new int[Width * Height];
        for (var i = 0; i < distance.Length; i++) distance[i] = _ink[i] ? int.MaxValue / 2 : 0;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++) Relax(x, y, -1);
        }

        for (var y = Height - 1; y >= 0; y--)
        {
            for (var x = Width - 1; x >= 0; x--) Relax(x, y, 1);
        }

        return distance;

        void Relax(int x, int y, int side)
        {
            ref var here = ref distance[(y * Width) + x];
            if (here == 0) return;
            here = Math.Min(here, Math.Min(At(x + side, y) + 3, At(x, y + side) + 3));
            here = Math.Min(here, Math.Min(At(x - 1, y + side) + 4, At(x + 1, y + side) + 4));
        }

        int At(int x, int y) => (uint)x < (uint)Width && (uint)y < (uint)Height ? distance[(y * Width) + x] : 0;
    }

    /// <summary>Wears ink away from both sides until lines are one pixel wide.</summary>
    public void Thin()
    {
        var doomed = new List<int>();
        bool changed;
        do
        {
            changed = false;
            for (var pass = 0; pass < 2; pass++)
            {
                doomed.Clear();
                for (var y = 0; y < Height; y++)
                {
                    for (var x = 0; x < Width; x++)
                    {
                        if (_ink[(y * Width) + x] && IsLoose(x, y, pass == 0)) doomed.Add((y * Width) + x);
                    }
                }

                foreach (var place in doomed) _ink[place] = false;
                changed |= doomed.Count > 0;
            }
        }
        while (changed);
    }

    private bool IsLoose(int x, int y, bool first)
    {
        bool n = this[x, y - 1], e = this[x + 1, y], s = this[x, y + 1], w = this[x - 1, y];
        ReadOnlySpan<bool> ring = [n, this[x + 1, y - 1], e, this[x + 1, y + 1], s, this[x - 1, y + 1], w, this[x - 1, y - 1]];
        int count = 0, changes = 0;
        for (var i = 0; i < 8; i++)
        {
            if (ring[i]) count++;
            if (!ring[i] && ring[(i + 1) & 7]) changes++;
        }

        if (count is < 2 or > 6 || changes != 1) return false;
        return first ? !(n && e && s) && !(e && s && w) : !(n && e && w) && !(n && s && w);
    }
}
