// What came of a run of many clients.

namespace AsciiGen.Lab.Load;

/// <summary>Figures of a run.</summary>
/// <param name="Seconds">How long it took, until the last answer.</param>
/// <param name="Statuses">Answers by status; 0 for none.</param>
/// <param name="Latencies">Seconds of each drawing that came, ascending.</param>
/// <param name="Broken">Answers with status 200 that are no drawing within the limits.</param>
/// <param name="FirstBytes">Seconds to the first byte of events while nothing else was asked, ascending.</param>
/// <param name="Memory">Resident bytes of the server before, in the middle and after; none where it does not tell.</param>
internal sealed record LoadResult(double Seconds, IReadOnlyDictionary<int, int> Statuses, IReadOnlyList<double> Latencies, int Broken, IReadOnlyList<double> FirstBytes, IReadOnlyList<double> Memory)
{
    /// <summary>Requests that were sent under load.</summary>
    public int Requests => Statuses.Values.Sum();

    /// <summary>The value that this share of sorted values does not exceed; NaN where there are none.</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
