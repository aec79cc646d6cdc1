// The precisions by the names that people type and programs print.

namespace AsciiGen.Model;

/// <summary>Names of the precisions.</summary>
internal static class Precisions
{
    /// <summary>The name people type and read, for example <c>float16</c>.</summary>
    public static string NameOf(Precision precision) => precision switch
    {
        Precision.Float32 => "float32",
        Precision.Float16 => "float16",
        Precision.BFloat16 => "bfloat16",
        Precision.Int8 => "int8",
        Precision.Int4 => "int4",
        _ => throw new ArgumentOutOfRangeException(nameof(precision)),
    };

    /// <summary>True for float32, float16 and bfloat16: numbers that need no scales.</summary>
    public static bool IsFloat(Precision precision) => precision is Precision.Float32 or Precision.Float16 or Precision.BFloat16;
}
