// Everything that belongs to one sequence: the keys and values of its past positions and the room the forward pass
// works in, with the letters of its prompt. The transformer itself keeps nothing, so many sequences can share one.

using AsciiGen.Numerics;
using AsciiGen.Tokens;

namespace AsciiGen.Model;

/// <summary>The state of one sequence, from empty to <see cref="Capacity"/> positions.</summary>
public sealed class KvCache
{
    private readonly AlignedBuffer _keys; // (layer, head, position, head_size)
    private readonly AlignedBuffer _values; // (layer, head, position, head_size)
    private readonly byte[] _letters = new byte[Prompt.MaxLength];
    private readonly int _headCount;
    private readonly int _headSize;
    private int _letterCount;

    /// <summary>An empty cache for a model of this shape.</summary>
    /// <exception cref="AsciiGenException">It would not fit in memory.</exception>
    public KvCache(ModelConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        var length = (long)config.LayerCount * config.BlockSize * config.EmbeddingSize;
        if (length > AlignedBuffer.MaxLength) throw new AsciiGenException($"a context of {config.BlockSize} tokens needs a cache of {length} values, the most is {AlignedBuffer.MaxLength}");
        (_headCount, _headSize, Capacity) = (config.HeadCount, config.HeadSize, config.BlockSize);
        LayerCount = config.LayerCount;
        _keys = new AlignedBuffer(length);
        _values = new AlignedBuffer(length);
        Scratch = new Activations(config);
    }

    /// <summary>Positions it holds now.</summary>
    public int Length { get; private set; }

    /// <summary>Most positions, the model's block size.</summary>
    public int Capacity { get; }

    internal int LayerCount { get; }

    internal int EmbeddingSize => _headCount * _headSize;

    internal Activations Scratch { get; }

    /// <summary>Forgets all positions.</summary>
    public void Reset() => (Length, _letterCount, IsInDrawing) = (0, 0, false);

    /// <summary>True from <c>&lt;art&gt;</c> on.</summary>
    internal bool IsInDrawing { get; private set; }

    /// <summary>Letters of the prompt read so far.</summary>
    internal ReadOnlySpan<byte> Letters => _letters.AsSpan(0, _letterCount);

    /// <summary>Takes note of a token that is read; true when the prompt ends with it.</summary>
    internal bool EndsPrompt(int token)
    {
        if (IsInDrawing) return false;
        if (token == Vocabulary.Art) return IsInDrawing = true;
        if (Vocabulary.IsPrintable(token) && _letterCount < _letters.Length) _letters[_letterCount++] = (byte)token;
        return false;
    }

    internal void Append() => Length++;

    /// <summary>Keys of one head at positions 0..count-1, (count, head_size).</summary>
    internal Span<float> Keys(int layer, int head, int count) => _keys.Slice(Start(layer, head), count * _headSize);

    /// <summary>Values of one head at positions 0..count-1, (count, head_size).</summary>
    internal Span<float> Values(int layer, int head, int count) => _values.Slice(Start(layer, head), count * _headSize);

    private int Start(int layer, int head) => ((layer * _headCount) + head) * Capacity * _headSize;
}
