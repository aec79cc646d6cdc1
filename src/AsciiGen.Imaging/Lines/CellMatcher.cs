// Picks one glyph per cell so that all glyphs together explain the picture's ink and add little of their own:
//   energy = ink nothing explains + SPURIOUS x glyph ink the picture does not have + the glyphs' prices
// Ink may be explained by a neighbour's glyph (a line on the border of two rows belongs to the '_' above), so the
// cells are solved together, by sweeps that give each cell its best glyph while the others stand still.

using System.Numerics;

namespace AsciiGen.Imaging.Lines;

internal sealed class CellMatcher
{
    private const int SweepLimit = 6;
    private const int Slots = 4; // cells within reach of one sample
    private const float Spurious = 0.62f;
    private const float BasePrice = 0.08f;
    private const float Forbidden = 1e6f;

    private readonly int _columns;
    private readonly int _rows;
    private readonly List<InkSample> _samples;
    private readonly List<(int Sample, int Slot, int Row)>[] _inReach; // (rows * columns)
    private readonly float[] _covered; // (samples, Slots)
    private readonly InkField _field;
    private readonly bool _symmetricLastColumn;
    private readonly float[]?[] _spurious; // (rows * columns) of Stride, filled when asked for; null where no ink is in reach
    private readonly int[] _choice; // (rows * columns)

    private CellMatcher(int columns, int rows, List<InkSample> samples, bool symmetricLastColumn)
    {
        _columns = columns;
        _rows = rows;
        _samples = samples;
        _inReach = new List<(int, int, int)>[columns * rows];
        _spurious = new float[columns * rows][];
        _symmetricLastColumn = symmetricLastColumn;
        _choice = new int[columns * rows];
        _covered = new float[samples.Count * Slots];
        for (var i = 0; i < samples.Count; i++) FindCells(i);
        _field = new InkField(columns, rows, samples);
        for (var cell = 0; cell < _inReach.Length; cell++)
        {
            if (_inReach[cell] is null) continue;
            _spurious[cell] = new float[GlyphTables.Stride];
            Array.Fill(_spurious[cell]!, float.NaN);
        }
    }

    /// <summary>Matches samples in cell units; samples outside the grid only help where the grid's edge reaches them.</summary>
    /// <returns>Glyph indices, row by row, and the energy they leave.</returns>
    public static (int[] Glyphs, float Energy) Match(List<InkSample> samples, int columns, int rows, bool symmetricLastColumn = false)
    {
        var matcher = new CellMatcher(columns, rows, samples, symmetricLastColumn);
        for (var sweep = 0; sweep < SweepLimit && matcher.Sweep(); sweep++) { }
        return (matcher._choice, matcher.Energy());
    }

    private void FindCells(int index)
    {
        var sample = _samples[index];
        int column = (int)MathF.Floor(sample.X), row = (int)MathF.Floor(sample.Y / 2);
        var beside = sample.X - column < 0.5f ? column - 1 : column + 1;
        var inRow = sample.Y - (2 * row);
        var other = inRow < GlyphTables.Reach ? row - 1 : inRow > 2 - GlyphTables.Reach ? row + 1 : -1;
        Span<(int Column, int Row)> cells = [(column, row), (beside, row), (column, other), (beside, other)];
        for (var slot = 0; slot < Slots; slot++)
        {
            var (c, r) = cells[slot];
            if (c < 0 || c >= _columns || r < 0 || r >= _rows) continue;
            var table = GlyphTables.RowOf(sample.X - c, sample.Y - (2 * r), sample.Direction);
            if (table < 0) continue;
            (_inReach[(r * _columns) + c] ??= []).Add((index, slot, table));
        }
    }

    private float PriceOf(int cell, int glyph) =>
        glyph == 0 ? 0 : BasePrice + GlyphTables.Glyphs[glyph].Price + (Spurious * SpuriousInk(cell, glyph));

    private float SpuriousInk(int cell, int glyph)
    {
        ref var spurious = ref _spurious[cell]![glyph];
        if (!float.IsNaN(spurious)) return spurious;
        int column = cell % _columns, row = cell / _columns;
        spurious = _symmetricLastColumn && column == _columns - 1 && !IsSymmetric(GlyphTables.Glyphs[glyph]) ? Forbidden : 0;
        foreach (var ink in GlyphTables.Samples[glyph])
        {
            spurious += ink.Weight * (1 - _field.At(column + ink.X, (2 * row) + ink.Y, ink.Direction));
        }

        return spurious;
    }

    private static bool IsSymmetric(LineGlyph glyph) =>
        glyph.Character is not (',' or '`') && Tokens.Mirror.Partner(glyph.Character) == glyph.Character;

    private bool Sweep()
    {
        var changed = false;
        var gains = new float[GlyphTables.Stride];
        for (var cell = 0; cell < _inReach.Length; cell++)
        {
            if (_inReach[cell] is not { } ink) continue;
            Array.Clear(gains);
            foreach (var (sample, slot, row) in ink)
            {
                AddGains(gains, row * GlyphTables.Stride, CoveredByOthers(sample, slot), _samples[sample].Weight);
            }

            var best = 0;
            var bestValue = gains[0];
            for (var glyph = 1; glyph < GlyphTables.Glyphs.Length; glyph++)
            {
                // Most glyphs explain too little to be worth the look at their spurious ink.
                if (gains[glyph] - BasePrice - GlyphTables.Glyphs[glyph].Price <= bestValue + 1e-4f) continue;
                var value = gains[glyph] - PriceOf(cell, glyph);
                if (value <= bestValue + 1e-4f) continue;
                best = glyph;
                bestValue = value;
            }

            if (best == _choice[cell]) continue;
            changed = true;
            _choice[cell] = best;
            foreach (var (sample, slot, row) in ink)
            {
                _covered[(sample * Slots) + slot] = GlyphTables.Coverage[(row * GlyphTables.Stride) + best];
            }
        }

        return changed;
    }

    // Lane by lane and without fused operations, so every machine adds the same numbers in the same order.
    private static void AddGains(float[] gains, int offset, float others, float weight)
    {
        var coverage = GlyphTables.Coverage;
        var floor = new Vector<float>(others);
        for (var glyph = 0; glyph < gains.Length; glyph += Vector<float>.Count)
        {
            var explained = Vector.Max(floor, new Vector<float>(coverage, offset + glyph)) * weight;
            (new Vector<float>(gains, glyph) + explained).CopyTo(gains, glyph);
        }
    }

    private float CoveredByOthers(int sample, int slot)
    {
        var best = 0f;
        for (var other = 0; other < Slots; other++)
        {
            if (other != slot) best = Math.Max(best, _covered[(sample * Slots) + other]);
        }

        return best;
    }

    private float Energy()
    {
        var energy = 0f;
        for (var i = 0; i < _samples.Count; i++)
        {
            var best = CoveredByOthers(i, -1);
            energy += _samples[i].Weight * (1 - best);
        }

        for (var cell = 0; cell < _choice.Length; cell++)
        {
            energy += PriceOf(cell, _choice[cell]);
        }

        return energy;
    }
}
