// Gradients of the weights of one or two linear maps, shared out over the threads in one go.

using AsciiGen.Training.Numerics;

namespace AsciiGen.Training.Layers;

/// <summary>A gradient to add: of a map, from the gradient of its output (tokens, outputs) and its input (tokens, inputs).</summary>
internal readonly unsafe struct WeightGradient(Linear map, float* outputGradient, float* input)
{
    private readonly Linear? _map = map;
    private readonly float* _outputGradient = outputGradient;
    private readonly float* _input = input;

    /// <summary>Adds one or two gradients; the second may be the default: none.</summary>
    public static void Add(WorkerPool pool, int tokens, WeightGradient first, WeightGradient second, Tensor[] scratch)
    {
        int ofFirst = first.Pieces(pool), ofSecond = second.Pieces(pool);
        pool.Run(ofFirst + ofSecond, new Work(tokens, first, second, ofFirst, ofSecond, scratch));
    }

    private int Pieces(WorkerPool pool) => _map?.GradientPieces(pool.ThreadCount) ?? 0;

    private void Add(int tokens, int piece, int pieces, float* scratch) => _map!.AddGradient(_outputGradient, _input, tokens, piece, pieces, scratch);

    private readonly struct Work(int tokens, WeightGradient first, WeightGradient second, int ofFirst, int ofSecond, Tensor[] scratch) : IWork
    {
        public void Process(int worker, int item)
        {
            if (item < ofFirst) first.Add(tokens, item, ofFirst, scratch[worker].Data);
            else second.Add(tokens, item - ofFirst, ofSecond, scratch[worker].Data);
        }
    }
}
