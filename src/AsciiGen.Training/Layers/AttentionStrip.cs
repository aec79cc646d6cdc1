// Attention of one head over one sequence, 96 queries at a time: the memory one thread works in and the products in it.
//
//     scores (keys, 96) = K (keys, h) times Q^T (h, 96)        gradients (keys, 96) = V (keys, h) times dO^T (h, 96)
//     O  = scores^T V,   dV += scores dO,   dQ = gradients^T K,   dK += gradients Q
//
// Rows of sequences lie in panels of 32 columns with zeros behind the last, so every tile is whole.

using System.Runtime.Intrinsics;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Layers;

/// <summary>Scratch memory and steps of attention for one worker.</summary>
internal sealed unsafe class AttentionStrip : IDisposable
{
    /// <summary>Queries of a strip: 8 tiles of 12 rows, 3 panels of 32 columns.</summary>
    public const int Queries = 96;

    private readonly int _headSize;
    private readonly int _panels; // of 32 columns that a head has
    private readonly float _scale;
    private readonly long _panelLength; // numbers of a panel of the longest sequence
    private readonly Tensor _queries, _keys, _values, _outputGradients, _keyGradients, _valueGradients; // (panels, rows, 32)
    private readonly Tensor _queriesTurned, _outputGradientsTurned; // (panels, 3, 32, 32) of a strip
    private readonly Tensor _scores, _gradients; // (rows, 96)
    private readonly Tensor _rows; // (96, panels * 32)
    private readonly Tensor _perQuery; // (2, 96)
    private int _length;

    /// <summary>Room for heads of some size and sequences up to a length.</summary>
    public AttentionStrip(int headSize, int longest)
    {
        _headSize = headSize;
        _panels = Packing.PanelsFor(headSize);
        _scale = 1f / MathF.Sqrt(headSize);
        var rows = Whole(longest);
        _panelLength = (long)rows * Tile.Columns;
        Tensor Panels() => new(_panels, (int)_panelLength);
        (_queries, _keys, _values, _outputGradients, _keyGradients, _valueGradients) = (Panels(), Panels(), Panels(), Panels(), Panels(), Panels());
        Tensor Turned() => new(_panels, Queries * Tile.Columns);
        (_queriesTurned, _outputGradientsTurned) = (Turned(), Turned());
        (_scores, _gradients) = (new Tensor(rows, Queries), new Tensor(rows, Queries));
        _rows = new Tensor(Queries, _panels * Tile.Columns);
        _perQuery = new Tensor(2, Queries);
    }

    /// <summary>Takes a head's queries, keys and values (length, head size) of a sequence.</summary>
    public void Load(int length, float* queries, float* keys, int strideQueries, float* values, int strideValues)
    {
        _length = length;
        Load(queries, strideQueries, _queries);
        Load(keys, strideQueries, _keys);
        Load(values, strideValues, _values);
    }

    /// <summary>Takes the gradient of the head's output and forgets those of keys and values.</summary>
    public void LoadGradient(float* outputGradient, int stride)
    {
        Load(outputGradient, stride, _outputGradients);
        for (var panel = 0; panel < _panels; panel++)
        {
            new Span<float>(_keyGradients.Row(panel), Whole(_length) * Tile.Columns).Clear();
            new Span<float>(_valueGradients.Row(panel), Whole(_length) * Tile.Columns).Clear();
        }
    }

    /// <summary>Writes output and the log-sum of the queries from <paramref name="start"/> on.</summary>
    public void Forward(int start, float* output, int stride, float* logSums)
    {
        int rows = Math.Min(Queries, _length - start), keys = start + rows;
        Turn(_queries, start, rows, _queriesTurned);
        Products(_keys, _queriesTurned, start, rows, _scores.Data);
        var inverse = _perQuery.Row(0);
        for (var lane = 0; lane < rows; lane += 16) Softmax(lane, start, keys, inverse + lane, _perQuery.Row(1) + lane);
        for (var row = 0; row < rows; row++) logSums[row] = _perQuery.Row(1)[row] - MathF.Log(inverse[row]);
        Combine(_scores.Data, _values, start, rows);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < _headSize; i += 16) (Vector512.Load(_rows.Row(row) + i) * inverse[row]).Store(output + ((long)row * stride) + i);
        }
    }

    /// <summary>Writes the gradient of the queries from <paramref name="start"/> on and adds their part of the others.</summary>
    public void Backward(int start, float* output, float* outputGradient, int stride, float* logSums, float* queryGradient, int strideQueries)
    {
        int rows = Math.Min(Queries, _length - start), keys = start + rows;
        Turn(_queries, start, rows, _queriesTurned);
        Turn(_outputGradients, start, rows, _outputGradientsTurned);
        Products(_keys, _queriesTurned, start, rows, _scores.Data);
        Products(_values, _outputGradientsTurned, start, rows, _gradients.Data);
        float* sums = _perQuery.Row(0), balance = _perQuery.Row(1);
        for (var row = 0; row < Queries; row++)
        {
            // Queries behind the last have probability e^-87.
            sums[row] = row < rows ? logSums[row] : 1e6f;
            balance[row] = row < rows ? Elementwise.Dot(outputGradient + ((long)row * stride), output + ((long)row * stride), _headSize) : 0;
        }

        for (var lane = 0; lane < rows; lane += 16) SoftmaxBackward(lane, start, keys, Vector512.Load(sums + lane), Vector512.Load(balance + lane));
        Combine(_gradients.Data, _keys, start, rows);
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < _headSize; i += 16) Vector512.Load(_rows.Row(row) + i).Store(queryGradient + ((long)row * strideQueries) + i);
        }

        AddOverQueries(_gradients.Data, _queries, start, rows, _keyGradients);
        AddOverQueries(_scores.Data, _outputGradients, start, rows, _valueGradients);
    }

    /// <summary>Gives out the gradients of keys and values.</summary>
    public void StoreGradients(float* keyGradient, int strideKeys, float* valueGradient, int strideValues)
    {
        Store(_keyGradients, keyGradient, strideKeys);
        Store(_valueGradients, valueGradient, strideValues);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var tensor in new[]
        {
            _queries, _keys, _values, _outputGradients, _keyGradients, _valueGradients, _queriesTurned, _outputGradientsTurned, _scores, _gradients, _rows, _perQuery,
        })
        {
            tensor.Dispose();
        }
    }

    private static int Whole(int rows) => (rows + Queries - 1) / Queries * Queries;

    private void Load(float* source, int stride, Tensor target)
    {
        for (var panel = 0; panel < _panels; panel++)
        {
            Packing.Copy(source + (panel * Tile.Columns), stride, _length, Math.Min(Tile.Columns, _headSize - (panel * Tile.Columns)), target.Row(panel));
            new Span<float>(target.Row(panel) + ((long)_length * Tile.Columns), (Whole(_length) - _length) * Tile.Columns).Clear();
        }
    }

    private void Store(Tensor source, float* target, int stride)
    {
        for (var row = 0; row < _length; row++)
        {
            for (var i = 0; i < _headSize; i += 16)
            {
                Vector512.Load(source.Row(i / Tile.Columns) + ((long)row * Tile.Columns) + (i % Tile.Columns)).Store(target + ((long)row * stride) + i);
            }
        }
    }

    /// <summary>Panels (h, 32) of a strip's rows turned around.</summary>
    private void Turn(Tensor source, int start, int rows, Tensor target)
    {
        for (var panel = 0; panel < _panels; panel++)
        {
            for (var column = 0; column < rows; column += Tile.Columns)
            {
                // Rows behind the last are zero, so a panel is always whole.
                Packing.Transpose(source.Row(panel) + ((long)(start + column) * Tile.Columns), Tile.Columns, Depth(panel), Tile.Columns, target.Row(panel) + (column * Tile.Columns));
            }
        }
    }

    /// <summary>strip (keys, 96) = rows (keys, h) times turned (h, 96), tiles above the diagonal left out.</summary>
    private void Products(Tensor rows, Tensor turned, int start, int count, float* strip)
    {
        for (var key = 0; key < start + count; key += Tile.Rows)
        {
            for (var column = 0; column < count; column += Tile.Columns)
            {
                if (key > start + column + Tile.Columns - 1) continue;
                for (var panel = 0; panel < _panels; panel++)
                {
                    Tile.Run(
                        Depth(panel), rows.Row(panel) + ((long)key * Tile.Columns), Tile.Columns, 1, turned.Row(panel) + (column * Tile.Columns), Tile.Columns,
                        strip + ((long)key * Queries) + column, Queries, panel > 0);
                }
            }
        }
    }

    /// <summary>_rows (96, h) = strip (keys, 96) transposed times right (keys, h), for each 12 queries over the keys they see.</summary>
    private void Combine(float* strip, Tensor right, int start, int count)
    {
        for (var query = 0; query < count; query += Tile.Rows)
        {
            var keys = Math.Min(start + count, start + query + Tile.Rows);
            for (var panel = 0; panel < _panels; panel++)
            {
                Tile.Run(keys, strip + query, 1, Queries, right.Row(panel), Tile.Columns, _rows.Row(query) + (panel * Tile.Columns), _panels * Tile.Columns, false);
            }
        }
    }

    /// <summary>sums (keys, h) += strip (keys, 96) times right (96, h), for each 12 keys over the queries that see them.</summary>
    private void AddOverQueries(float* strip, Tensor right, int start, int count, Tensor sums)
    {
        for (var key = 0; key < start + count; key += Tile.Rows)
        {
            var first = Math.Max(0, key - start);
            for (var panel = 0; panel < _panels; panel++)
            {
                Tile.Run(
                    count - first, strip + ((long)key * Queries) + first, Queries, 1, right.Row(panel) + ((long)(start + first) * Tile.Columns), Tile.Columns,
                    sums.Row(panel) + ((long)key * Tile.Columns), Tile.Columns, true);
            }
        }
    }

    /// <summary>Scores of 16 queries to probabilities times their sum; writes 1 / sum and the highest score.</summary>
    private void Softmax(int lane, int start, int keys, float* inverse, float* highest)
    {
        var column = _scores.Data + lane;
        var query = Vector512.Create(start + lane) + Vector512<int>.Indices;
        var top = Vector512.Create(float.NegativeInfinity);
        for (var key = 0; key < start; key++) top = Vector512.MaxNative(top, Vector512.Load(column + ((long)key * Queries)));
        for (var key = start; key < keys; key++)
        {
            var seen = Vector512.GreaterThanOrEqual(query, Vector512.Create(key)).AsSingle();
            top = Vector512.MaxNative(top, Vector512.ConditionalSelect(seen, Vector512.Load(column + ((long)key * Queries)), top));
        }

        top *= _scale;
        var sum = Vector512<float>.Zero;
        for (var key = 0; key < keys; key++)
        {
            var place = column + ((long)key * Queries);
            var weight = Elementwise.ExpOfNegative(Vector512.FusedMultiplyAdd(Vector512.Load(place), Vector512.Create(_scale), -top));
            if (key >= start) weight = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(query, Vector512.Create(key)).AsSingle(), weight, Vector512<float>.Zero);
            sum += weight;
            weight.Store(place);
        }

        (Vector512<float>.One / sum).Store(inverse);
        top.Store(highest);
    }

    /// <summary>Scores of 16 queries to probabilities, and their gradients to gradients of the scores, in place.</summary>
    private void SoftmaxBackward(int lane, int start, int keys, Vector512<float> logSum, Vector512<float> balance)
    {
        var query = Vector512.Create(start + lane) + Vector512<int>.Indices;
        for (var key = 0; key < keys; key++)
        {
            float* score = _scores.Data + ((long)key * Queries) + lane, gradient = _gradients.Data + ((long)key * Queries) + lane;
            var probability = Elementwise.ExpOfNegative(Vector512.FusedMultiplyAdd(Vector512.Load(score), Vector512.Create(_scale), -logSum));
            var change = (Vector512.Load(gradient) - balance) * _scale;
            if (key >= start)
            {
                var seen = Vector512.GreaterThanOrEqual(query, Vector512.Create(key)).AsSingle();
                probability = Vector512.ConditionalSelect(seen, probability, Vector512<float>.Zero);
                change = Vector512.ConditionalSelect(seen, change, Vector512<float>.Zero);
            }

            probability.Store(score);
            (probability * change).Store(gradient);
        }
    }

    private int Depth(int panel) => Math.Min(Tile.Columns, _headSize - (panel * Tile.Columns));
}
