// What a search for look-alikes found, in numbers.

namespace AsciiGen.Corpus.Duplicates;

/// <summary>Counts of a search for near-duplicates.</summary>
/// <param name="Artworks">Valid drawings that were looked at.</param>
/// <param name="LookAlikes">Of those, how many look like another one.</param>
/// <param name="Clusters">Clusters of two or more pictures.</param>
/// <param name="Pictures">Pictures in those.</param>
/// <param name="LargestCluster">Most pictures in one, or 0.</param>
/// <param name="Compared">Pairs of drawings that were measured.</param>
public sealed record DuplicateReport(int Artworks, int LookAlikes, int Clusters, int Pictures, int LargestCluster, long Compared);
