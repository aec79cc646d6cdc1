// Cosines and sines of every angle the model can turn by, computed once when it is loaded.

using AsciiGen.Numerics;
using AsciiGen.Tokens;

namespace AsciiGen.Model;

/// <summary>Cosines and sines of <c>position * rotary_base^(-j / pairs)</c>.</summary>
internal sealed class RotaryTable
{
    private readonly AlignedBuffer _cosines; // (positions, pairs)
    private readonly AlignedBuffer _sines; // (positions, pairs)
    private readonly int _pairs;

    public RotaryTable(ModelConfig config)
    {
        _pairs = config.HeadSize / 4;
        PositionCount = PositionsOf(config);
        _cosines = new AlignedBuffer((long)PositionCount * _pairs);
        _sines = new AlignedBuffer((long)PositionCount * _pairs);
        for (var j = 0; j < _pairs; j++)
        {
            var frequency = Elementary.Pow(config.RotaryBase, -(double)j / _pairs);
            for (var position = 0; position < PositionCount; position++)
            {
                var (sin, cos) = Elementary.SinCos(position * frequency);
                _cosines.Span[(position * _pairs) + j] = (float)cos;
                _sines.Span[(position * _pairs) + j] = (float)sin;
            }
        }
    }

    /// <summary>Positions 0..count-1 have angles: letters of the longest prompt, rows + 1, columns.</summary>
    public int PositionCount { get; }

    /// <summary>(pairs)</summary>
    public ReadOnlySpan<float> Cosines(int position) => _cosines.Slice(position * _pairs, _pairs);

    /// <summary>(pairs)</summary>
    public ReadOnlySpan<float> Sines(int position) => _sines.Slice(position * _pairs, _pairs);

    private static int PositionsOf(ModelConfig config) => 1 + Math.Max(Prompt.MaxLength + Prompt.MarkCount - 1, Math.Max(config.MaxWidth, config.MaxHeight));
}
