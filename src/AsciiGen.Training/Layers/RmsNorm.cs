// Root-mean-square norm of a row with a gain per column, and its gradient.
//   y = x g r,  r = 1 / sqrt(mean(x^2) + epsilon)
//   dx = r (g dy) - x r^3 mean(x g dy),  dg = sum over rows of dy x r

using System.Runtime.Intrinsics;

namespace AsciiGen.Training.Layers;

/// <summary>RMS norm of rows; columns are a multiple of 16.</summary>
internal static unsafe class RmsNorm
{
    /// <summary>Writes y (rows, columns) and the scales r (rows).</summary>
    public static void Forward(float* x, float* gain, float epsilon, float* y, float* scales, int rows, int columns)
    {
        for (var row = 0; row < rows; row++) scales[row] = ForwardRow(x + ((long)row * columns), gain, epsilon, y + ((long)row * columns), columns);
    }

    /// <summary>Adds the gradient of x to dx (rows, columns) and that of the gain to gainGradient (columns).</summary>
    public static void Backward(float* x, float* gain, float* scales, float* dy, float* dx, float* gainGradient, int rows, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            var start = (long)row * columns;
            BackwardRow(x + start, gain, scales[row], dy + start, dx + start, gainGradient, columns);
        }
    }

    /// <summary>One row: writes y and returns r.</summary>
    internal static float ForwardRow(float* x, float* gain, float epsilon, float* y, int columns)
    {
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < columns; i += 16)
        {
            var value = Vector512.Load(x + i);
            sum = Vector512.FusedMultiplyAdd(value, value, sum);
        }

        var scale = 1f / MathF.Sqrt((Vector512.Sum(sum) / columns) + epsilon);
        for (var i = 0; i < columns; i += 16) (Vector512.Load(x + i) * Vector512.Load(gain + i) * scale).Store(y + i);
        return scale;
    }

    /// <summary>One row: adds to dx and to gainGradient.</summary>
    internal static void BackwardRow(float* x, float* gain, float scale, float* dy, float* dx, float* gainGradient, int columns)
    {
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < columns; i += 16)
        {
            sum = Vector512.FusedMultiplyAdd(Vector512.Load(x + i) * Vector512.Load(gain + i), Vector512.Load(dy + i), sum);
        }

        var pull = Vector512.Create(-Vector512.Sum(sum) / columns * scale * scale * scale);
        var gather = Vector512.Create(scale);
        for (var i = 0; i < columns; i += 16)
        {
            var value = Vector512.Load(x + i);
            var upstream = Vector512.Load(dy + i);
            (Vector512.Load(gainGradient + i) + (upstream * value * gather)).Store(gainGradient + i);
            var gradient = Vector512.FusedMultiplyAdd(value, pull, upstream * Vector512.Load(gain + i) * gather);
            (Vector512.Load(dx + i) + gradient).Store(dx + i);
        }
    }
}
