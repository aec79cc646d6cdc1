// What a measurement says, with the arithmetic that turns seconds into work.

using AsciiGen.Model;
using AsciiGen.Tokens;

namespace AsciiGen.Training.Benchmarks;

/// <summary>Speed of a training step.</summary>
/// <param name="Config">Shape of the model.</param>
/// <param name="Context">Tokens of each sequence.</param>
/// <param name="Sequences">Sequences of the batch.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Steps">Steps measured.</param>
/// <param name="MedianSeconds">Median of a step.</param>
/// <param name="BestSeconds">Fastest step.</param>
/// <param name="AllocatedBytes">Managed bytes allocated in a step by the thread that runs it.</param>
/// <param name="Stages">Mean seconds of each kind of work in a step.</param>
internal sealed record TrainingBenchmarkResult(
    ModelConfig Config, int Context, int Sequences, int Threads, int Steps, double MedianSeconds, double BestSeconds, long AllocatedBytes,
    IReadOnlyDictionary<TrainingStage, double> Stages)
{
    /// <summary>Tokens of a step.</summary>
    public int Tokens => Context * Sequences;

    /// <summary>Tokens a second, by the median step.</summary>
    public double TokensPerSecond => Tokens / MedianSeconds;

    /// <summary>
    /// Multiplications and additions that a step needs, however it is computed: 6 for each weight of a linear map and token,
    /// and 12 d for each pair of a query and a visible key in each layer (two products forward, four backward).
    /// </summary>
    public double Operations
    {
        get
        {
            double width = Config.EmbeddingSize;
            var linear = (Config.LayerCount * ((4 * width * width) + (2 * width * Config.MlpSize))) + (width * Vocabulary.Size);
            var pairs = Sequences * (Context * (Context + 1.0) / 2);
            return (6 * linear * Tokens) + (12 * width * pairs * Config.LayerCount);
        }
    }

    /// <summary>Billions of operations a second, by the median step.</summary>
    public double GigaflopsPerSecond => Operations / MedianSeconds / 1e9;
}
