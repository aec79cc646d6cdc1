// One line of a safetensors header: what is stored where. The bytes stay in the Safetensors that lists it.

namespace AsciiGen.Formats;

/// <summary>A stored tensor.</summary>
/// <param name="Name">Name, unique in its file.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a single value.</param>
/// <param name="Offset">First byte, counted from the start of the data section.</param>
/// <param name="ByteCount">Bytes of all elements.</param>
internal sealed record TensorEntry(string Name, TensorType Type, int[] Shape, long Offset, long ByteCount)
{
    /// <summary>Number of elements.</summary>
    public int ElementCount => checked((int)(ByteCount / TensorTypes.SizeOf(Type)));

    /// <summary>The shape as messages write it, for example <c>[96, 64]</c>.</summary>
    public string ShapeText => TextOf(Shape);

    /// <summary>A shape as messages write it.</summary>
    public static string TextOf(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";
}
