// Picks one glyph per cell so that all glyphs together explain the picture's ink, look like it from a distance and add
// little of their own:
//   energy = ink nothing explains + Look x difference of the blurred pictures + ink the picture does not have + prices
// The first term wants glyphs whose strokes run as the picture's do, the second puts them where the eye wants them. Ink
// may be explained by a neighbour's glyph (a line on the border of two rows belongs to the '_' above), so the cells are
// solved together, by sweeps that give each cell its best glyph while the others stand still.

using System.Numerics;

namespace AsciiGen.Imaging.Lines;

internal sealed class CellMatcher
{
    private const int SweepLimit = 6;
    private const int Slots = 4; // cells within reach of one sample
    private const float Look = 0.9f;
    private const float Spurious = 0.3f; // a cell width of a glyph's shape that runs where the picture has no ink of its direction
    private const float Stray = 2.5f; // a cell width of a character's own ink where the picture has none
    private const float BasePrice = 0.2f;
    private const float Continuity = 0.3f; // what a straight line gains from keeping its character
    private const float Forbidden = 1e6f;

    private readonly int _columns;
    private readonly int _rows;
    private readonly List<InkSample> _samples;
    private readonly List<(int Sample, int Slot, int Row)>[] _inReach; // (rows * columns)
    private readonly float[] _covered; // (samples, Slots)
    private readonly InkField _field;
    private readonly LookField _look;
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
        _look = new LookField(columns, rows, samples);
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
        glyph == 0 ? 0 : BasePrice + GlyphTables.Glyphs[glyph].Price + SpuriousInk(cell, glyph);

    private float SpuriousInk(int cell, int glyph)
    {
        ref var spurious = ref _spurious[cell]![glyph];
        if (!float.IsNaN(spurious)) return spurious;
        int column = cell % _columns, row = cell / _columns;
        spurious = _symmetricLastColumn && column == _columns - 1 && !IsSymmetric(GlyphTables.Glyphs[glyph]) ? Forbidden : 0;
        spurious += Spurious * _field.Missing(column, row, GlyphTables.Samples[glyph], anyDirection: false);
        spurious += Stray * _field.Missing(column, row, GlyphLooks.Samples[glyph], anyDirection: true);
        return spurious;
    }

    private static bool IsSymmetric(LineGlyph glyph) =>
        glyph.Character is not (',' or '`') && Tokens.Mirror.Partner(glyph.Character) == glyph.Character;

    private bool Sweep()
    {
        var changed = false;
        float[] gains = new float[GlyphTables.Stride], costs = new float[GlyphTables.Stride];
        for (var cell = 0; cell < _inReach.Length; cell++)
        {
            if (_inReach[cell] is not { } ink) continue;
            Array.Clear(gains);
            foreach (var (sample, slot, table) in ink)
            {
                AddGains(gains, table * GlyphTables.Stride, CoveredByOthers(sample, slot), _samples[sample].Weight);
            }

            int column = cell % _columns, row = cell / _columns;
            _look.Add(column, row, _choice[cell], -1);
            _look.Costs(column, row, costs);
            for (var glyph = 0; glyph < gains.Length; glyph++) gains[glyph] -= Look * costs[glyph];
            AddContinuity(gains, column, row);
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

            _look.Add(column, row, best, 1);
            if (best == _choice[cell]) continue;
            changed = true;
            _choice[cell] = best;
            foreach (var (sample, slot, table) in ink)
            {
                _covered[(sample * Slots) + slot] = GlyphTables.Coverage[(table * GlyphTables.Stride) + best];
            }
        }

        return changed;
    }

    // A straight line keeps its character: a cell between two with the same character is worth more with that one.
    private void AddContinuity(float[] gains, int column, int row)
    {
        for (var glyph = 1; glyph < GlyphTables.Glyphs.Length; glyph++)
        {
            if (IsBetweenItsLike(glyph, column, row)) gains[glyph] += Continuity;
        }
    }

    private bool IsBetweenItsLike(int glyph, int column, int row)
    {
        var (columns, rows) = GlyphTables.Steps[glyph];
        var character = GlyphTables.Glyphs[glyph].Character;
        return (columns, rows) != (0, 0) && CharacterAt(column + columns, row + rows) == character && CharacterAt(column - columns, row - rows) == character;
    }

    private char CharacterAt(int column, int row) =>
        column < 0 || column >= _columns || row < 0 || row >= _rows ? ' ' : GlyphTables.Glyphs[_choice[(row * _columns) + column]].Character;

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
        var energy = Look * _look.Energy();
        for (var i = 0; i < _samples.Count; i++)
        {
            var best = CoveredByOthers(i, -1);
            energy += _samples[i].Weight * (1 - best);
        }

        for (var cell = 0; cell < _choice.Length; cell++)
        {
            energy += PriceOf(cell, _choice[cell]);
            if (IsBetweenItsLike(_choice[cell], cell % _columns, cell / _columns)) energy -= Continuity;
        }

        return energy;
    }
}
