// The one list of a model's tensors: names, shapes and order. The engine, the trainer, the exporter and the
// verifier all read it, so they cannot disagree about what a model file holds.

using AsciiGen.Tokens;

namespace AsciiGen.Model;

/// <summary>All tensors of a model in file order; see docs/FORMAT.md section 5.</summary>
internal static class TensorCatalog
{
    /// <summary>Name of the table of prompt features.</summary>
    public const string PromptTable = "embedding.prompt.weight";

    /// <summary>Tables of the five neighbours that only models with eight have, in file order.</summary>
    public static IReadOnlyList<string> FurtherNeighbours { get; } =
    [
        "embedding.above_left_2.weight", "embedding.above_right_2.weight",
        "embedding.two_above_left.weight", "embedding.two_above.weight", "embedding.two_above_right.weight",
    ];

    /// <summary>The tables of a model's neighbours, three or eight, in file order.</summary>
    public static IEnumerable<string> NeighbourTables(ModelConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return InputTables(config).Select(tensor => tensor.Name).Where(name => name.Contains("above", StringComparison.Ordinal));
    }

    /// <summary>The tables that a token and its cell are looked up in, in file order: 8, or 13 with eight neighbours.</summary>
    public static IEnumerable<TensorSpec> InputTables(ModelConfig config) =>
        Of(config).TakeWhile(tensor => tensor.Name.StartsWith("embedding.", StringComparison.Ordinal)).Where(tensor => tensor.Name != PromptTable);

    /// <summary>Lists the tensors of a model of this shape.</summary>
    public static IReadOnlyList<TensorSpec> Of(ModelConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return [.. Each(config)];
    }

    /// <summary>The same one by one, for a config that no file has confirmed yet.</summary>
    internal static IEnumerable<TensorSpec> Each(ModelConfig config)
    {
        int width = config.EmbeddingSize, head = config.HeadSize, hidden = config.MlpSize;
        yield return new("embedding.token.weight", [Vocabulary.Size, width]);
        yield return new("embedding.row.weight", [config.MaxHeight, width]);
        yield return new("embedding.column.weight", [config.MaxWidth + 1, width]);
        yield return new("embedding.rows_left.weight", [config.MaxHeight + 1, width]);
        yield return new("embedding.columns_left.weight", [config.MaxWidth + 1, width]);
        yield return new("embedding.above_left.weight", [Vocabulary.SymbolCount, width]);
        yield return new("embedding.above.weight", [Vocabulary.SymbolCount, width]);
        yield return new("embedding.above_right.weight", [Vocabulary.SymbolCount, width]);
        yield return new(PromptTable, [config.PromptBuckets, width]);
        foreach (var name in config.NeighbourCount == 8 ? FurtherNeighbours : []) yield return new(name, [Vocabulary.SymbolCount, width]);
        for (var layer = 0; layer < config.LayerCount; layer++)
        {
            var block = $"blocks.{layer}.";
            yield return new(block + "attention_norm.weight", [width]);
            yield return new(block + "attention.query.weight", [width, width]);
            yield return new(block + "attention.key.weight", [width, width]);
            yield return new(block + "attention.value.weight", [width, width]);
            yield return new(block + "attention.query_norm.weight", [head]);
            yield return new(block + "attention.key_norm.weight", [head]);
            yield return new(block + "attention.output.weight", [width, width]);
            yield return new(block + "mlp_norm.weight", [width]);
            yield return new(block + "mlp.up.weight", [hidden, width]);
            yield return new(block + "mlp.down.weight", [width, hidden]);
        }

        yield return new("final_norm.weight", [width]);
    }
}
