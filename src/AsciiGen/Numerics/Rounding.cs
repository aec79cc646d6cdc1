// Real numbers to whole ones with one scale: symmetric, to nearest, so that the largest uses the whole range.

using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics;

/// <summary>Rounds rows of numbers to int16.</summary>
internal static unsafe class Rounding
{
    /// <summary>Writes numbers as multiples of a scale and returns the scale: the largest absolute value over <paramref name="range"/>.</summary>
    /// <param name="values">(length)</param>
    /// <param name="length">A multiple of 16.</param>
    /// <param name="range">What the largest becomes, at most 32767.</param>
    /// <param name="integers">(length)</param>
    public static float ToIntegers<TLanes, TVector>(float* values, int length, int range, short* integers)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var most = TLanes.Broadcast(0f);
        var withoutSign = TLanes.Broadcast(0x7FFFFFFF);
        for (var i = 0; i < length; i += TLanes.Count) most = TLanes.Max(most, TLanes.And(TLanes.Load(values + i), withoutSign));
        var largest = TLanes.Largest(most);
        var factor = TLanes.Broadcast(largest > 0 ? range / largest : 0f);
        var rounder = TLanes.Broadcast(Elementary.Rounder);
        for (var i = 0; i < length; i += TLanes.Count)
        {
            var rounded = TLanes.FusedMultiplyAdd(TLanes.Load(values + i), factor, rounder);
            TLanes.StoreNarrow(integers + i, TLanes.SubtractIntegers(rounded, rounder));
        }

        return largest / range;
    }
}
