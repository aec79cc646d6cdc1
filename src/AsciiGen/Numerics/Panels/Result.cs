// Where the sums of a panel end up.

using System.Runtime.CompilerServices;
using AsciiGen.Numerics.Lanes;

namespace AsciiGen.Numerics.Panels;

/// <summary>Stores sums, or adds them to what is there.</summary>
internal static unsafe class Result
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, TVector>(float* destination, TVector sum, bool add)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged => TLanes.Store(destination, add ? TLanes.Add(TLanes.Load(destination), sum) : sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes, TVector>(float* destination, TVector first, TVector second, bool add)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        Store<TLanes, TVector>(destination, first, add);
        Store<TLanes, TVector>(destination + TLanes.Count, second, add);
    }

    /// <summary>Stores <c>sums * scales * factor</c>, the sums int32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreScaled<TLanes, TVector>(float* destination, TVector sums, float* scales, float factor, bool add)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged =>
        Store<TLanes, TVector>(destination, TLanes.Multiply(TLanes.Multiply(TLanes.ToFloat(sums), TLanes.Load(scales)), TLanes.Broadcast(factor)), add);
}
