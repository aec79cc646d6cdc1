// Sequences of any length laid back to back, with everything the model reads beside each token. Nothing is padded:
// a batch is filled until its token budget is reached.

using AsciiGen.Decoding;
using AsciiGen.Model;
using AsciiGen.Tokens;
using AsciiGen.Training.Layers;

namespace AsciiGen.Training.Data;

/// <summary>Input and targets of one forward pass.</summary>
public sealed class Batch
{
    /// <summary>Marks a position whose prediction does not count.</summary>
    public const int NoTarget = -1;

    private readonly int _promptBuckets;

    /// <summary>An empty batch for up to <paramref name="capacity"/> tokens.</summary>
    /// <param name="capacity">Most tokens.</param>
    /// <param name="promptBuckets">Rows of the model's table of prompt features.</param>
    public Batch(int capacity, int promptBuckets)
    {
        Capacity = capacity;
        _promptBuckets = promptBuckets;
        Inputs = new int[GridEmbedding.MaxTableCount * capacity];
        RotaryRows = new int[capacity];
        RotaryColumns = new int[capacity];
        Targets = new int[capacity];
    }

    /// <summary>Most tokens.</summary>
    public int Capacity { get; }

    /// <summary>Tokens now.</summary>
    public int TokenCount { get; private set; }

    /// <summary>Positions with a target.</summary>
    public int TargetCount { get; private set; }

    /// <summary>Characters of the drawings that the targets spell, line feeds included; for bits per character.</summary>
    public long CharacterCount { get; private set; }

    /// <summary>(13, capacity): token, row, column, rows left, columns left, above left, above, above right, then the five further neighbours, which only models with eight read.</summary>
    public int[] Inputs { get; }

    /// <summary>(capacity) row angle index.</summary>
    public int[] RotaryRows { get; }

    /// <summary>(capacity) column angle index.</summary>
    public int[] RotaryColumns { get; }

    /// <summary>(capacity) next token, or <see cref="NoTarget"/>.</summary>
    public int[] Targets { get; }

    /// <summary>First position of each sequence, then <see cref="TokenCount"/>.</summary>
    public List<int> Starts { get; } = [0];

    /// <summary>Prompt of each sequence.</summary>
    public List<SequencePrompt> Prompts { get; } = [];

    /// <summary>Place in the pack of each sequence's drawing, where the batch was filled for training.</summary>
    public List<int> Drawings { get; } = [];

    /// <summary>Number of sequences.</summary>
    public int SequenceCount => Starts.Count - 1;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        (TokenCount, TargetCount, CharacterCount) = (0, 0, 0);
        Prompts.Clear();
        Drawings.Clear();
        Starts.Clear();
        Starts.Add(0);
    }

    /// <summary>True when a sequence of this many tokens still fits.</summary>
    public bool HasRoomFor(int tokens) => TokenCount + tokens <= Capacity;

    /// <summary>
    /// Adds a prompt (up to and with <c>&lt;art&gt;</c>) and a drawing under limits. The last token of the drawing is only a
    /// target when <paramref name="hasTargets"/>, otherwise it is read as input too.
    /// </summary>
    /// <returns>The position whose prediction follows the last input.</returns>
    /// <exception cref="InvalidOperationException">The drawing breaks the limits.</exception>
    public int Add(ReadOnlySpan<byte> prompt, ReadOnlySpan<byte> artwork, int width, int height, bool hasTargets)
    {
        Span<int> buckets = stackalloc int[PromptFeatures.MaxCount];
        var count = PromptFeatures.Hash(prompt[2..^1], _promptBuckets, buckets);
        Prompts.Add(new SequencePrompt(TokenCount + prompt.Length - 1, buckets[..count].ToArray(), 1f / MathF.Sqrt(Math.Max(1, count))));
        for (var i = 0; i < prompt.Length - 1; i++) Append(prompt[i], Cell.InPrompt(i, width, height), NoTarget);
        var canvas = new Canvas(width, height);
        var last = hasTargets ? artwork.Length - 1 : artwork.Length;
        for (var i = 0; i <= last; i++)
        {
            int token = i == 0 ? Vocabulary.Art : artwork[i - 1];
            if (i > 0) canvas.Append(token);
            Append(token, canvas.Cell, hasTargets ? artwork[i] : NoTarget);
        }

        if (hasTargets)
        {
            foreach (var token in artwork) CharacterCount += Vocabulary.IsBlank(token) ? Vocabulary.CellCount(token) : 1;
        }

        Starts.Add(TokenCount);
        return TokenCount - 1;
    }

    private void Append(int token, in Cell cell, int target)
    {
        var t = TokenCount++;
        Inputs[t] = token;
        Inputs[Capacity + t] = cell.Row;
        Inputs[(2 * Capacity) + t] = cell.Column;
        Inputs[(3 * Capacity) + t] = cell.RowsLeft;
        Inputs[(4 * Capacity) + t] = cell.ColumnsLeft;
        Inputs[(5 * Capacity) + t] = cell.AboveLeft;
        Inputs[(6 * Capacity) + t] = cell.Above;
        Inputs[(7 * Capacity) + t] = cell.AboveRight;
        Inputs[(8 * Capacity) + t] = cell.AboveLeft2;
        Inputs[(9 * Capacity) + t] = cell.AboveRight2;
        Inputs[(10 * Capacity) + t] = cell.TwoAboveLeft;
        Inputs[(11 * Capacity) + t] = cell.TwoAbove;
        Inputs[(12 * Capacity) + t] = cell.TwoAboveRight;
        RotaryRows[t] = cell.RotaryRow;
        RotaryColumns[t] = cell.RotaryColumn;
        Targets[t] = target;
        if (target != NoTarget) TargetCount++;
    }
}
