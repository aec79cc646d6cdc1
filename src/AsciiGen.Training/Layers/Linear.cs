// A linear map without bias: its weights in the parameter set and, packed once a step, in the order its two products read them.

using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Layers;

/// <summary>y = W x, W (outputs, inputs).</summary>
internal sealed unsafe class Linear : IDisposable
{
    private const int GradientRows = 4 * Tile.Rows; // fewest rows of a gradient that are worth a piece of work

    private readonly Parameter _weight;
    private readonly PackedMatrix _forward; // (inputs, outputs)
    private readonly PackedMatrix _backward; // (outputs, inputs)

    /// <summary>A map whose weights and gradient stand in a parameter set.</summary>
    public Linear(Parameter weight, int outputs, int inputs)
    {
        (_weight, Outputs, Inputs) = (weight, outputs, inputs);
        (_forward, _backward) = (new PackedMatrix(inputs, outputs), new PackedMatrix(outputs, inputs));
    }

    /// <summary>Length of y.</summary>
    public int Outputs { get; }

    /// <summary>Length of x.</summary>
    public int Inputs { get; }

    /// <summary>Reads the weights for <see cref="Forward"/>, or else for <see cref="Backward"/>.</summary>
    public void Pack(bool forward)
    {
        var matrix = forward ? _forward : _backward;
        for (var panel = 0; panel < matrix.PanelCount; panel++) matrix.Pack(panel, _weight.Value, transposed: forward);
    }

    /// <summary>y (rows, outputs) = or += x (rows, inputs) W^T.</summary>
    public void Forward(float* x, float* y, int rows, bool add) => Product.Rows(x, Inputs, _forward, y, Outputs, rows, add);

    /// <summary>dx (rows, inputs) = dy (rows, outputs) W.</summary>
    public void Backward(float* dy, float* dx, int rows) => Product.Rows(dy, Outputs, _backward, dx, Inputs, rows, add: false);

    /// <summary>Pieces of work that <see cref="AddGradient"/> is shared out in for so many threads; what is computed does not depend on it.</summary>
    public int GradientPieces(int threads)
    {
        var groups = GroupCount;
        var splits = Math.Clamp(((2 * threads) + groups - 1) / groups, 1, Math.Max(1, Outputs / GradientRows));
        return groups * splits;
    }

    /// <summary>One piece of W's gradient += dy (tokens, outputs)^T x (tokens, inputs). scratch: <see cref="Product.ScratchLength"/> numbers.</summary>
    public void AddGradient(float* dy, float* x, int tokens, int piece, int pieces, float* scratch)
    {
        var groups = GroupCount;
        int splits = pieces / groups, split = piece / groups, group = piece % groups;
        int firstPanel = _backward.PanelCount * group / groups, panels = (_backward.PanelCount * (group + 1) / groups) - firstPanel;
        var tiles = (Outputs + Tile.Rows - 1) / Tile.Rows;
        int first = tiles * split / splits * Tile.Rows, end = Math.Min(Outputs, tiles * (split + 1) / splits * Tile.Rows);
        Product.AddWeightGradient(dy, Outputs, x, Inputs, tokens, _weight.Gradient, first, end - first, firstPanel, panels, scratch);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _forward.Dispose();
        _backward.Dispose();
    }

    private int GroupCount => (_backward.PanelCount + Product.MostPanels - 1) / Product.MostPanels;
}
