// Cosines and sines of every angle the model can turn by, computed once when it is loaded.

using AsciiGen.Numerics;
using AsciiGen.Tokens;

namespace AsciiGen.Model;

/// <summary>Cosines and sines of <c>position * rotary_base^(-j / pairs)</c>.</summary>
internal sealed class RotaryTable
{
    private readonly float[] _cosines; // (positions, pairs)
    private readonly float[] _sines; // (positions, pairs)
    private readonly int _pairs; // of half a head

    public RotaryTable(ModelConfig config)
    {
        _pairs = config.HeadSize / 4;
        var positions = PositionsOf(config);
        _cosines = new float[positions * _pairs];
        _sines = new float[positions * _pairs];
        for (var j = 0; j < _pairs; j++)
        {
            var frequency = Elementary.Pow(config.RotaryBase, -(double)j / _pairs);
            for (var position = 0; position < positions; position++)
            {
                var (sin, cos) = Elementary.SinCos(position * frequency);
                _cosines[(position * _pairs) + j] = (float)cos;
                _sines[(position * _pairs) + j] = (float)sin;
            }
        }
    }

    /// <summary>Positions 0..count-1 have angles: letters of the longest prompt, rows + 1, columns.</summary>
    public static int PositionsOf(ModelConfig config) => 1 + Math.Max(Prompt.MaxLength + Prompt.MarkCount - 1, Math.Max(config.MaxWidth, config.MaxHeight));

    /// <summary>What <see cref="Kernels.NormAndTurn"/> turns a head by: the first half with the row, the second with the column.</summary>
    /// <param name="cell">The place.</param>
    /// <param name="turns">(2h)</param>
    public void Write(in Cell cell, Span<float> turns)
    {
        var size = turns.Length / 2;
        WriteHalf(cell.RotaryRow, turns, 0, size);
        WriteHalf(cell.RotaryColumn, turns, size / 2, size);
    }

    private void WriteHalf(int position, Span<float> turns, int start, int size)
    {
        for (var j = 0; j < _pairs; j++)
        {
            float cos = _cosines[(position * _pairs) + j], sin = _sines[(position * _pairs) + j];
            turns[start + j] = turns[start + _pairs + j] = cos;
            turns[size + start + j] = -sin;
            turns[size + start + _pairs + j] = sin;
        }
    }
}
