// The weights of one transformer block, laid out for the forward pass. What is done with them is in Transformer.

using AsciiGen.Numerics;
using AsciiGen.Numerics.Panels;

namespace AsciiGen.Model;

/// <summary>Weights of one block; d = embedding size, h = head size, m = MLP size.</summary>
internal sealed class Block(Weights weights, string prefix)
{
    public Table AttentionNorm { get; } = new(weights.Tensor(prefix + "attention_norm.weight")); // (d)

    public PanelMatrix QueryKeyValue { get; } = PanelPacking.Stack(
        weights.Tensor(prefix + "attention.query.weight"), weights.Tensor(prefix + "attention.key.weight"), weights.Tensor(prefix + "attention.value.weight")); // (3d, d)

    public Table QueryNorm { get; } = new(weights.Tensor(prefix + "attention.query_norm.weight")); // (h)

    public Table KeyNorm { get; } = new(weights.Tensor(prefix + "attention.key_norm.weight")); // (h)

    public PanelMatrix Output { get; } = PanelPacking.Stack(weights.Tensor(prefix + "attention.output.weight")); // (d, d)

    public Table MlpNorm { get; } = new(weights.Tensor(prefix + "mlp_norm.weight")); // (d)

    public PanelMatrix Up { get; } = PanelPacking.Stack(weights.Tensor(prefix + "mlp.up.weight")); // (m, d)

    public PanelMatrix Down { get; } = PanelPacking.Stack(weights.Tensor(prefix + "mlp.down.weight")); // (d, m)
}
