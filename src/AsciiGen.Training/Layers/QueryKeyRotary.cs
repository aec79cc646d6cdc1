// Between the projections and the attention: RMS norm of each head's query and key with a gain per dimension, then
// the two-dimensional rotation: the first half of a head turns with the row, the second with the column
// (docs/FORMAT.md section 6, steps 3 and 4). The gradient undoes the rotation, then goes through the norm.

using System.Runtime.Intrinsics;
using AsciiGen.Model;
using AsciiGen.Tokens;
using AsciiGen.Training.Data;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Layers;

/// <summary>Norm and rotation of queries and keys.</summary>
internal sealed unsafe class QueryKeyRotary : IDisposable
{
    private readonly int _heads;
    private readonly int _headSize;
    private readonly int _pairs;
    private readonly float _epsilon;
    private readonly Tensor _cosines; // (positions, pairs)
    private readonly Tensor _sines; // (positions, pairs)

    /// <summary>Prepares the angles for every row and column the model knows.</summary>
    public QueryKeyRotary(ModelConfig config)
    {
        _heads = config.HeadCount;
        _headSize = config.HeadSize;
        _pairs = config.HeadSize / 4;
        _epsilon = config.NormEpsilon;
        var positions = Math.Max(Math.Max(config.MaxHeight, config.MaxWidth), Prompt.MaxLength + Prompt.MarkCount) + 1;
        _cosines = new Tensor(positions, _pairs);
        _sines = new Tensor(positions, _pairs);
        for (var position = 0; position < positions; position++)
        {
            for (var j = 0; j < _pairs; j++)
            {
                var angle = position * Math.Pow(config.RotaryBase, -(double)j / _pairs);
                _cosines.Row(position)[j] = (float)Math.Cos(angle);
                _sines.Row(position)[j] = (float)Math.Sin(angle);
            }
        }
    }

    /// <summary>
    /// Tokens first .. first + count - 1 of qkv (tokens, 3d) to rotated (tokens, 2d): queries, then keys. scales (tokens, 2 heads)
    /// keeps 1 / rms for the gradient.
    /// </summary>
    public void Forward(Batch batch, int first, int count, float* qkv, float* queryGain, float* keyGain, float* rotated, float* scales)
    {
        var width = _heads * _headSize;
        for (var t = first; t < first + count; t++)
        {
            for (var n = 0; n < 2 * _heads; n++)
            {
                var x = qkv + ((long)t * 3 * width) + (n * _headSize);
                var y = rotated + ((long)t * 2 * width) + (n * _headSize);
                scales[((long)t * 2 * _heads) + n] = RmsNorm.ForwardRow(x, n < _heads ? queryGain : keyGain, _epsilon, y, _headSize);
                Rotate(y, batch.RotaryRows[t], 1f);
                Rotate(y + (_headSize / 2), batch.RotaryColumns[t], 1f);
            }
        }
    }

    /// <summary>
    /// For the same tokens, from rotatedGradient (tokens, 2d), which is overwritten, writes the query and key thirds of qkvGradient
    /// (tokens, 3d) and adds the gains' gradients: gainGradients (2, head size), query first.
    /// </summary>
    public void Backward(
        Batch batch, int first, int count, float* qkv, float* queryGain, float* keyGain, float* scales,
        float* rotatedGradient, float* qkvGradient, float* gainGradients)
    {
        var width = _heads * _headSize;
        for (var t = first; t < first + count; t++)
        {
            for (var n = 0; n < 2 * _heads; n++)
            {
                var isQuery = n < _heads;
                var dy = rotatedGradient + ((long)t * 2 * width) + (n * _headSize);
                Rotate(dy, batch.RotaryRows[t], -1f);
                Rotate(dy + (_headSize / 2), batch.RotaryColumns[t], -1f);
                var place = ((long)t * 3 * width) + (n * _headSize);
                new Span<float>(qkvGradient + place, _headSize).Clear();
                RmsNorm.BackwardRow(
                    qkv + place, isQuery ? queryGain : keyGain, scales[((long)t * 2 * _heads) + n], dy, qkvGradient + place,
                    isQuery ? gainGradients : gainGradients + _headSize, _headSize);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _cosines.Dispose();
        _sines.Dispose();
    }

    /// <summary>Turns half a head by the angles of a position; direction -1 turns back.</summary>
    private void Rotate(float* half, int position, float direction)
    {
        var cosines = _cosines.Row(position);
        var sines = _sines.Row(position);
        for (var j = 0; j < _pairs; j += 4)
        {
            var cosine = Vector128.Load(cosines + j);
            var sine = Vector128.Load(sines + j) * direction;
            var u = Vector128.Load(half + j);
            var w = Vector128.Load(half + _pairs + j);
            ((u * cosine) - (w * sine)).Store(half + j);
            ((u * sine) + (w * cosine)).Store(half + _pairs + j);
        }
    }
}
