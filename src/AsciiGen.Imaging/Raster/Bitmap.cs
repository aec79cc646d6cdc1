// A black and white picture: true is ink. Knows how to wear ink away until lines are one pixel wide (Zhang and Suen,
// 1984), by a table of what may happen to a pixel with each of the 256 rings of neighbours.

namespace AsciiGen.Imaging.Raster;

internal sealed class Bitmap
{
    private static readonly bool[][] _loose = [BuildLoose(first: true), BuildLoose(first: false)];

    private readonly int _stride;
    private readonly byte[] _ink; // (Height + 2, Width + 2), 1 is ink; the rim is paper

    public Bitmap(int width, int height)
    {
        (Width, Height, _stride) = (width, height, width + 2);
        _ink = new byte[(height + 2) * _stride];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Outside is paper.</summary>
    public bool this[int x, int y]
    {
        get => (uint)x < (uint)Width && (uint)y < (uint)Height && _ink[((y + 1) * _stride) + x + 1] != 0;
        set => _ink[((y + 1) * _stride) + x + 1] = value ? (byte)1 : (byte)0;
    }

    /// <summary>(Height + 2, Width + 2): 1 is ink. The rim around the picture must stay paper.</summary>
    public Span<byte> Padded => _ink;

    /// <summary>Makes the rim paper again.</summary>
    public void ClearRim()
    {
        _ink.AsSpan(0, _stride).Clear();
        _ink.AsSpan(_ink.Length - _stride).Clear();
        for (var row = _stride; row < _ink.Length; row += _stride) _ink[row] = _ink[row + _stride - 1] = 0;
    }

    /// <summary>Wears ink away from both sides until lines are one pixel wide.</summary>
    public void Thin()
    {
        var left = new List<int>();
        for (var i = 0; i < _ink.Length; i++)
        {
            if (_ink[i] != 0) left.Add(i);
        }

        var doomed = new List<int>();
        int before;
        do
        {
            before = left.Count;
            foreach (var loose in _loose)
            {
                doomed.Clear();
                foreach (var place in left)
                {
                    if (loose[Ring(place)]) doomed.Add(place);
                }

                foreach (var place in doomed) _ink[place] = 0;
                if (doomed.Count > 0) left.RemoveAll(place => _ink[place] == 0);
            }
        }
        while (left.Count < before);
    }

    // Neighbours clockwise from the one above, a bit each.
    private int Ring(int i)
    {
        int above = i - _stride, below = i + _stride;
        return _ink[above] | (_ink[above + 1] << 1) | (_ink[i + 1] << 2) | (_ink[below + 1] << 3)
            | (_ink[below] << 4) | (_ink[below - 1] << 5) | (_ink[i - 1] << 6) | (_ink[above - 1] << 7);
    }

    private static bool[] BuildLoose(bool first)
    {
        var loose = new bool[256];
        for (var ring = 0; ring < 256; ring++)
        {
            int count = 0, changes = 0;
            for (var i = 0; i < 8; i++)
            {
                bool here = (ring >> i & 1) != 0, next = (ring >> ((i + 1) & 7) & 1) != 0;
                if (here) count++;
                if (!here && next) changes++;
            }

            if (count is < 2 or > 6 || changes != 1) continue;
            bool n = (ring & 1) != 0, e = (ring & 4) != 0, s = (ring & 16) != 0, w = (ring & 64) != 0;
            loose[ring] = first ? !(n && e && s) && !(e && s && w) : !(n && e && w) && !(n && s && w);
        }

        return loose;
    }
}
