// How the numbers of a tensor are stored, with the names people type and read. What the bytes of each mean is in
// WeightTensor; which element types of a file they use is known to ModelFiles.

namespace AsciiGen;

#pragma warning disable CA1720 // These are the names people type.
/// <summary>How weights are stored.</summary>
public enum Precision
{
    /// <summary>IEEE binary32.</summary>
    Float32,

    /// <summary>IEEE binary16.</summary>
    Float16,

    /// <summary>The upper half of a binary32.</summary>
    BFloat16,

    /// <summary>Signed bytes with one scale a row.</summary>
    Int8,

    /// <summary>Four bits with one scale for every 32 columns of a row.</summary>
    Int4,
}
#pragma warning restore CA1720
