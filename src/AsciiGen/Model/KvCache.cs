// Everything that belongs to one sequence: the keys and values of its past positions, the letters of its prompt and what they
// add to the drawing. The transformer itself keeps nothing, so many sequences can share one. Keys and values are float32 beside
// weights that are real numbers and int8, with a scale for each head and position, beside weights that are whole ones; they lie
// as the two kinds of attention read them.

using AsciiGen.Numerics;
using AsciiGen.Numerics.Attention;
using AsciiGen.Numerics.Lanes;
using AsciiGen.Tokens;

namespace AsciiGen.Model;

/// <summary>The state of one sequence, from empty to <see cref="Capacity"/> positions.</summary>
internal sealed unsafe class KvCache
{
    private readonly AlignedBuffer _keys; // (layer, head): FloatAttention's or IntegerAttention's keys
    private readonly AlignedBuffer _values; // (layer, head): its values
    private readonly AlignedBuffer _keyScales, _valueScales; // (layer, head, position), empty beside float32
    private readonly AlignedBuffer _prompt; // (embedding size)
    private readonly byte[] _letters = new byte[Prompt.MaxLength];
    private readonly int _layerCount, _headCount, _headSize, _positions;
    private int _letterCount;

    /// <summary>An empty cache for a model of this shape.</summary>
    /// <param name="config">The shape; must be valid.</param>
    /// <param name="isInteger">Whether keys and values are int8; see <see cref="Transformer.HasIntegers"/>.</param>
    /// <param name="capacity">Most positions, 1..block size; 0 for the block size. Memory is used as positions come.</param>
    /// <exception cref="AsciiGenException">It would not fit in memory.</exception>
    public KvCache(ModelConfig config, bool isInteger, int capacity = 0)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, config.BlockSize);
        Capacity = capacity == 0 ? config.BlockSize : capacity;
        IsInteger = isInteger;
        (_layerCount, _headCount, _headSize) = (config.LayerCount, config.HeadCount, config.HeadSize);
        _positions = AttentionRoom.RoundUp(Capacity);
        var length = (long)config.LayerCount * _positions * config.EmbeddingSize;
        if (length > AlignedBuffer.MaxLength) throw new AsciiGenException($"a context of {Capacity} tokens needs a cache of {length} values, the most is {AlignedBuffer.MaxLength}");
        _keys = new AlignedBuffer(isInteger ? length / sizeof(float) : length, isCleared: false);
        _values = new AlignedBuffer(isInteger ? length / sizeof(float) : length, isCleared: false);
        _keyScales = new AlignedBuffer(isInteger ? length / _headSize : 0);
        _valueScales = new AlignedBuffer(isInteger ? length / _headSize : 0);
        _prompt = new AlignedBuffer(config.EmbeddingSize);
    }

    /// <summary>Positions it holds now.</summary>
    public int Length { get; private set; }

    /// <summary>Most positions.</summary>
    public int Capacity { get; }

    /// <summary>True when keys and values are int8.</summary>
    public bool IsInteger { get; }

    /// <summary>True from <c>&lt;art&gt;</c> on.</summary>
    internal bool IsInDrawing { get; private set; }

    /// <summary>Letters of the prompt read so far.</summary>
    internal ReadOnlySpan<byte> Letters => _letters.AsSpan(0, _letterCount);

    /// <summary>What the prompt adds to every position of the drawing, (embedding size).</summary>
    internal Span<float> PromptVector => _prompt.Span;

    private int FloatsOfHead => _positions * _headSize / (IsInteger ? sizeof(float) : 1);

    /// <summary>Forgets all positions.</summary>
    public void Reset() => (Length, _letterCount, IsInDrawing) = (0, 0, false);

    /// <summary>Becomes a copy of another sequence of the same model, to go on from there in another way.</summary>
    /// <exception cref="ArgumentException">The other is of another shape or longer than this capacity.</exception>
    public void CopyFrom(KvCache other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.IsInteger != IsInteger || other._layerCount != _layerCount || other._headCount != _headCount || other._headSize != _headSize || other.Length > Capacity)
        {
            throw new ArgumentException("the cache belongs to a model of another shape, or is too long", nameof(other));
        }

        // Both layouts begin with the positions that are there, in whole blocks.
        var positions = AttentionRoom.RoundUp(other.Length);
        var floats = positions * _headSize / (IsInteger ? sizeof(float) : 1);
        for (var head = 0; head < _layerCount * _headCount; head++)
        {
            other._keys.Slice(head * other.FloatsOfHead, floats).CopyTo(_keys.Slice(head * FloatsOfHead, floats));
            other._values.Slice(head * other.FloatsOfHead, floats).CopyTo(_values.Slice(head * FloatsOfHead, floats));
            if (!IsInteger) continue;
            other._keyScales.Slice(head * other._positions, positions).CopyTo(_keyScales.Slice(head * _positions, positions));
            other._valueScales.Slice(head * other._positions, positions).CopyTo(_valueScales.Slice(head * _positions, positions));
        }

        other._prompt.Span.CopyTo(_prompt.Span);
        other._letters.CopyTo(_letters, 0);
        (Length, _letterCount, IsInDrawing) = (other.Length, other._letterCount, other.IsInDrawing);
    }

    /// <summary>True when it was made for this shape.</summary>
    internal bool Fits(ModelConfig config) => _layerCount == config.LayerCount && _headCount == config.HeadCount && _headSize == config.HeadSize && Capacity <= config.BlockSize;

    /// <summary>Takes note of a token that is read; true when the prompt ends with it.</summary>
    internal bool EndsPrompt(int token)
    {
        if (IsInDrawing) return false;
        if (token == Vocabulary.Art) return IsInDrawing = true;
        if (Vocabulary.IsPrintable(token) && _letterCount < _letters.Length) _letters[_letterCount++] = (byte)token;
        return false;
    }

    /// <summary>Makes room for one more position and tells its number.</summary>
    internal int Append() => Length++;

    /// <summary>Puts the key and value of one head at a position.</summary>
    /// <param name="layer">Number of the layer.</param>
    /// <param name="head">Number of the head.</param>
    /// <param name="position">From 0.</param>
    /// <param name="key">(h)</param>
    /// <param name="value">(h)</param>
    /// <param name="room">Room for both as whole numbers.</param>
    internal void Store<TLanes, TVector>(int layer, int head, int position, float* key, float* value, AttentionRoom room)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        const int block = AttentionRoom.BlockPositions;
        var start = (layer * _headCount) + head;
        if (!IsInteger)
        {
            var keys = _keys.Pointer + ((nint)start * FloatsOfHead) + (position / block * block * _headSize) + (position % block);
            for (var i = 0; i < _headSize; i++) keys[i * block] = key[i];
            new Span<float>(value, _headSize).CopyTo(_values.Slice((start * FloatsOfHead) + (position * _headSize), _headSize));
            return;
        }

        _keyScales.Pointer[(start * _positions) + position] = Rounding.ToIntegers<TLanes, TVector>(key, _headSize, IntegerAttention.Largest, room.Query);
        var pairs = (ushort*)(_keys.Pointer + ((nint)start * FloatsOfHead)) + (position / block * block * _headSize / 2) + (position % block);
        for (var i = 0; i < _headSize; i += 2) pairs[i / 2 * block] = (ushort)((byte)room.Query[i] | (room.Query[i + 1] << 8));

        // Weights of zero go with the places of a block that are not in use: what an earlier sequence left there must not be infinite.
        if (position % block == 0) _valueScales.Slice((start * _positions) + position, block).Clear();
        _valueScales.Pointer[(start * _positions) + position] = Rounding.ToIntegers<TLanes, TVector>(value, _headSize, IntegerAttention.Largest, room.Query);
        var bytes = (sbyte*)(_values.Pointer + ((nint)start * FloatsOfHead)) + (position / 2 * 2 * _headSize) + (position % 2);
        for (var i = 0; i < _headSize; i++) bytes[2 * i] = (sbyte)room.Query[i];
    }

    /// <summary>Attention of one head over the first positions.</summary>
    /// <param name="layer">Number of the layer.</param>
    /// <param name="head">Number of the head.</param>
    /// <param name="count">Positions, at least 1.</param>
    /// <param name="query">(h)</param>
    /// <param name="room">Room for the scores.</param>
    /// <param name="result">(h)</param>
    internal void Attend<TLanes, TVector>(int layer, int head, int count, float* query, AttentionRoom room, float* result)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var start = (nint)((layer * _headCount) + head);
        float* keys = _keys.Pointer + (start * FloatsOfHead), values = _values.Pointer + (start * FloatsOfHead);
        if (IsInteger)
        {
            IntegerAttention.Attend<TLanes, TVector>(
                query, (sbyte*)keys, _keyScales.Pointer + (start * _positions), (sbyte*)values, _valueScales.Pointer + (start * _positions), count, _headSize, room, result);
        }
        else
        {
            FloatAttention.Attend<TLanes, TVector>(query, keys, values, count, _headSize, room, result);
        }
    }
}
