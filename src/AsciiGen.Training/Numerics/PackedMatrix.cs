// A weight matrix as panels, packed once a step and read by every piece of work.

namespace AsciiGen.Training.Numerics;

/// <summary>The right side (depth, columns) of a product, in panels of 32 columns.</summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    private readonly Tensor _panels; // (panels, depth * 32)

    /// <summary>Room for a matrix.</summary>
    public PackedMatrix(int depth, int columns)
    {
        (Depth, Columns) = (depth, columns);
        PanelCount = Packing.PanelsFor(columns);
        _panels = new Tensor(PanelCount, depth * Tile.Columns);
    }

    /// <summary>Rows of the matrix: what is summed over.</summary>
    public int Depth { get; }

    /// <summary>Columns of the matrix.</summary>
    public int Columns { get; }

    /// <summary>Panels of 32 columns.</summary>
    public int PanelCount { get; }

    /// <summary>A panel: (depth, 32).</summary>
    public float* Panel(int panel) => _panels.Row(panel);

    /// <summary>Fills a panel from source (depth, columns), or (columns, depth) when <paramref name="transposed"/>.</summary>
    public void Pack(int panel, float* source, bool transposed)
    {
        var first = panel * Tile.Columns;
        var columns = Math.Min(Tile.Columns, Columns - first);
        if (transposed) Packing.Transpose(source + ((long)first * Depth), Depth, Depth, columns, _panels.Row(panel));
        else Packing.Copy(source + first, Columns, Depth, columns, _panels.Row(panel));
    }

    /// <inheritdoc />
    public void Dispose() => _panels.Dispose();
}
