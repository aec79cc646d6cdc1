// What all blocks of a model share.

using AsciiGen.Model;
using AsciiGen.Training.Benchmarks;
using AsciiGen.Training.Layers;
using AsciiGen.Training.Numerics;

namespace AsciiGen.Training;

/// <summary>Shared by all blocks of a model.</summary>
internal sealed record BlockSettings(ModelConfig Config, WorkerPool Pool, TrainingProfile Profile, QueryKeyRotary Rotary, CausalAttention Attention);
