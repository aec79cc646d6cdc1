// What a model calls for: one entry of TensorCatalog. What a file holds is a TensorEntry.

namespace AsciiGen.Model;

/// <summary>Name and shape of a tensor.</summary>
/// <param name="Name">Name in the file, for example <c>blocks.0.attention.query.weight</c>.</param>
/// <param name="Shape">(rows, columns) of a matrix or (length) of a vector.</param>
internal sealed record TensorSpec(string Name, int[] Shape)
{
    /// <summary>Number of elements.</summary>
    public long ElementCount => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>True for norms and embeddings, which weight decay leaves alone.</summary>
    public bool IsNormOrEmbedding => Shape.Length == 1 || Name.StartsWith("embedding.", StringComparison.Ordinal);
}
