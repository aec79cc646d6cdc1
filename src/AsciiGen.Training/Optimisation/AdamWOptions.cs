// Constants of the optimiser.

namespace AsciiGen.Training.Optimisation;

/// <summary>Constants of <see cref="AdamW"/>.</summary>
/// <param name="Beta1">Decay of the first moment, 0..1.</param>
/// <param name="Beta2">Decay of the second moment, 0..1.</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
/// <param name="WeightDecay">Decoupled decay of linear maps per unit of learning rate.</param>
/// <param name="ClipNorm">Largest global norm of the gradient; 0 leaves it alone.</param>
/// <param name="PromptRate">Times the learning rate for the table of prompt features, whose rows are each seen only now and then.</param>
public sealed record AdamWOptions(double Beta1 = 0.9, double Beta2 = 0.95, double Epsilon = 1e-8, double WeightDecay = 0.1, double ClipNorm = 1.0, double PromptRate = 8);
