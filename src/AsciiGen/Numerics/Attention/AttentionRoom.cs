// Room to attend in, made once, and the softmax that both kinds of attention share.

using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics.Attention;

/// <summary>Room for one head's scores over all positions of a sequence.</summary>
internal sealed unsafe class AttentionRoom(int positions, int headSize)
{
    /// <summary>Positions of a block of keys, one in each lane of the widest register.</summary>
    public const int BlockPositions = AlignedBuffer.Lanes;

    private readonly AlignedBuffer _scores = new(RoundUp(positions));
    private readonly AlignedBuffer _weights = new(RoundUp(positions) / 2);
    private readonly AlignedBuffer _query = new(headSize);

    /// <summary>(positions), padded to whole blocks</summary>
    public float* Scores => _scores.Pointer;

    /// <summary>(positions) int16, padded to whole blocks</summary>
    public short* Weights => (short*)_weights.Pointer;

    /// <summary>(h) int16</summary>
    public short* Query => (short*)_query.Pointer;

    /// <summary>The next multiple of <see cref="BlockPositions"/>.</summary>
    public static int RoundUp(int positions) => (int)AlignedBuffer.RoundUp(positions);

    /// <summary>Turns scores into <c>exp(factor * (score - max))</c>, what is beyond them in their block into 0, and returns their sum.</summary>
    /// <param name="scores">(count), padded to a whole block</param>
    /// <param name="count">At least 1.</param>
    /// <param name="factor">Above 0.</param>
    public static float Exponentials<TLanes, TVector>(float* scores, int count, float factor)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        for (; count % BlockPositions != 0; count++) scores[count] = float.NegativeInfinity;
        var most = TLanes.Load(scores);
        for (var s = TLanes.Count; s < count; s += TLanes.Count) most = TLanes.Max(most, TLanes.Load(scores + s));
        most = TLanes.Broadcast(TLanes.Largest(most));
        var lanes = stackalloc float[BlockPositions];
        var scale = TLanes.Broadcast(factor);

        // One sum for each of the 16 positions of a block, folded in the end.
        for (var v = 0; v < BlockPositions; v += TLanes.Count)
        {
            var sum = TLanes.Broadcast(0f);
            for (var s = v; s < count; s += BlockPositions)
            {
                var e = Elementary.Exp<TLanes, TVector>(TLanes.Multiply(TLanes.Subtract(TLanes.Load(scores + s), most), scale));
                TLanes.Store(scores + s, e);
                sum = TLanes.Add(sum, e);
            }

            TLanes.Store(lanes + v, sum);
        }

        return Kernels.Fold(lanes);
    }
}
