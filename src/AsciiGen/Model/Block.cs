// The weights of one transformer block, looked up once. What is done with them is in Transformer.

using AsciiGen.Numerics;

namespace AsciiGen.Model;

/// <summary>Weights of one block; d = embedding size, h = head size, m = MLP size.</summary>
internal sealed class Block(Weights weights, string prefix)
{
    public Matrix AttentionNorm { get; } = weights.Matrix(prefix + "attention_norm.weight"); // (1, d)
    public Matrix Query { get; } = weights.Matrix(prefix + "attention.query.weight"); // (d, d)
    public Matrix Key { get; } = weights.Matrix(prefix + "attention.key.weight"); // (d, d)
    public Matrix Value { get; } = weights.Matrix(prefix + "attention.value.weight"); // (d, d)
    public Matrix QueryNorm { get; } = weights.Matrix(prefix + "attention.query_norm.weight"); // (1, h)
    public Matrix KeyNorm { get; } = weights.Matrix(prefix + "attention.key_norm.weight"); // (1, h)
    public Matrix Output { get; } = weights.Matrix(prefix + "attention.output.weight"); // (d, d)
    public Matrix MlpNorm { get; } = weights.Matrix(prefix + "mlp_norm.weight"); // (1, d)
    public Matrix Up { get; } = weights.Matrix(prefix + "mlp.up.weight"); // (m, d)
    public Matrix Down { get; } = weights.Matrix(prefix + "mlp.down.weight"); // (d, m)
}
