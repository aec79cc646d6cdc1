// How the tensors of a model lie in a safetensors file, float or quantised, in both directions: the element type of each,
// the scales beside it, and the values no file may hold. Does not know directories; ModelFiles does.

using System.Numerics;
using System.Runtime.InteropServices;
using AsciiGen.Model;

namespace AsciiGen.Formats;

internal static class StoredWeights
{
    public const string ScalesSuffix = ".scales";

    private const int LargestInt8 = 127;

    /// <summary>What a tensor is stored in, in a model whose linear maps are of this precision.</summary>
    public static Precision KindOf(TensorSpec spec, Precision precision) =>
        Precisions.IsFloat(precision) ? precision
        : spec.Shape.Length == 1 ? Precision.Float32
        : spec.IsNormOrEmbedding ? Precision.Int8
        : precision;

    /// <summary>The element type of the tensor itself.</summary>
    public static TensorType TypeOf(Precision precision) => precision switch
    {
        Precision.Float32 => TensorType.F32,
        Precision.Float16 => TensorType.F16,
        Precision.BFloat16 => TensorType.BF16,
        Precision.Int8 => TensorType.I8,
        _ => TensorType.U8,
    };

    /// <summary>What the linear maps of the file are stored in, judged by two tensors; <see cref="Read"/> checks the others.</summary>
    private static Precision PrecisionOf(Safetensors file, string name, ModelConfig config)
    {
        var first = TensorCatalog.Each(config).First();
        if (!file.Contains(first.Name)) throw Missing(name, first.Name, first.Shape);
        switch (file[first.Name].Type)
        {
            case TensorType.F32:
                return Precision.Float32;
            case TensorType.F16:
                return Precision.Float16;
            case TensorType.BF16:
                return Precision.BFloat16;
            case TensorType.I8:
                var linear = TensorCatalog.Each(config).First(spec => !spec.IsNormOrEmbedding).Name;
                return file.Contains(linear) && file[linear].Type == TensorType.U8 ? Precision.Int4 : Precision.Int8;
            default:
                throw new SafetensorsException(name, $"tensor '{first.Name}' has dtype {TensorTypes.NameOf(file[first.Name].Type)}, expected F32, F16, BF16 or I8");
        }
    }

    /// <summary>True when the file needs a quant_config.json.</summary>
    public static bool IsQuantized(Safetensors file, string name, ModelConfig config) => !Precisions.IsFloat(PrecisionOf(file, name, config));

    /// <summary>The weights of a model of this shape, over the bytes of the file.</summary>
    /// <exception cref="SafetensorsException">A tensor is missing, of another shape or type, too many, or holds a value it must not.</exception>
    public static Weights Read(Safetensors file, string name, ModelConfig config)
    {
        // Nothing as large as the config says is made before the file has been found to be as large.
        var precision = PrecisionOf(file, name, config);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var spec in TensorCatalog.Each(config))
        {
            var kind = KindOf(spec, precision);
            Require(file, name, spec.Name, TypeOf(kind), kind == Precision.Int4 ? [spec.Shape[0], spec.Shape[1] / 2] : spec.Shape, known);
            if (kind == Precision.Int8) Require(file, name, spec.Name + ScalesSuffix, TensorType.F32, [spec.Shape[0]], known);
            if (kind == Precision.Int4) Require(file, name, spec.Name + ScalesSuffix, TensorType.BF16, [spec.Shape[0], WeightTensor.GroupsOf(spec.Shape[1])], known);
        }

        foreach (var tensor in file.Tensors)
        {
            if (!known.Contains(tensor.Name)) throw new SafetensorsException(name, $"has the tensor '{MessageText.OneLine(tensor.Name)}', which {ModelFiles.ConfigName} does not call for");
        }

        return Weights.Create(config, spec =>
        {
            var kind = KindOf(spec, precision);
            var tensor = new WeightTensor(spec, kind, file.Memory(spec.Name), Precisions.IsFloat(kind) ? default : file.ReadFloats(spec.Name + ScalesSuffix));
            if (FindProblem(tensor) is { } problem) throw new SafetensorsException(name, $"tensor '{spec.Name}' has {problem}");
            return tensor;
        });
    }

    /// <summary>Adds a tensor, and its scales where it has any.</summary>
    public static void Add(SafetensorsWriter writer, WeightTensor tensor)
    {
        var (spec, isInt4) = (tensor.Spec, tensor.Precision == Precision.Int4);
        writer.Add(spec.Name, TypeOf(tensor.Precision), isInt4 ? [tensor.Rows, tensor.Columns / 2] : spec.Shape, tensor.Bytes);
        if (Precisions.IsFloat(tensor.Precision)) return;
        writer.AddFloats(spec.Name + ScalesSuffix, isInt4 ? [tensor.Rows, tensor.GroupCount] : [tensor.Rows], tensor.Scales.Span, isInt4 ? TensorType.BF16 : TensorType.F32);
    }

    private static void Require(Safetensors file, string name, string tensor, TensorType type, int[] shape, HashSet<string> known)
    {
        if (!file.Contains(tensor)) throw Missing(name, tensor, shape);
        var found = file[tensor];
        if (!found.Shape.AsSpan().SequenceEqual(shape)) throw new SafetensorsException(name, $"tensor '{tensor}' has shape {found.ShapeText}, expected {TensorEntry.TextOf(shape)}");
        if (found.Type != type) throw new SafetensorsException(name, $"tensor '{tensor}' has dtype {TensorTypes.NameOf(found.Type)}, expected {TensorTypes.NameOf(type)} like the others");
        known.Add(tensor);
    }

    private static SafetensorsException Missing(string name, string tensor, int[] shape) => new(name, $"has no tensor '{tensor}', expected one of shape {TensorEntry.TextOf(shape)}");

    private static string? FindProblem(WeightTensor tensor)
    {
        var bytes = tensor.Bytes.Span;
        var bad = tensor.Precision switch
        {
            Precision.Float32 => FirstWithAllOf(MemoryMarshal.Cast<byte, uint>(bytes), 0x7F800000u),
            Precision.Float16 => FirstWithAllOf(MemoryMarshal.Cast<byte, ushort>(bytes), (ushort)0x7C00),
            Precision.BFloat16 => FirstWithAllOf(MemoryMarshal.Cast<byte, ushort>(bytes), (ushort)0x7F80),
            Precision.Int8 => bytes.IndexOf(unchecked((byte)sbyte.MinValue)),
            _ => -1,
        };
        if (bad >= 0 && !Precisions.IsFloat(tensor.Precision)) return $"{sbyte.MinValue} at element {bad}, expected -{LargestInt8}..{LargestInt8}; the file is damaged";
        if (bad >= 0) return $"{tensor.ToFloats()[bad]} at element {bad}, expected finite numbers; the file is damaged or its training diverged";
        var scales = tensor.Scales.Span;
        for (var i = 0; i < scales.Length; i++)
        {
            if (scales[i] == 0 || !float.IsFinite(scales[i] * LargestInt8)) return $"the scale {scales[i]} at {i}, expected one that is not 0 and whose products are finite; the file is damaged";
        }

        return null;
    }

    // An exponent of ones alone is an infinity or no number. On the stored bits, so that nothing is widened for it.
    private static int FirstWithAllOf<T>(ReadOnlySpan<T> values, T exponent)
        where T : unmanaged, IBinaryInteger<T>
    {
        var place = 0;
        var mask = new Vector<T>(exponent);
        for (; place <= values.Length - Vector<T>.Count; place += Vector<T>.Count)
        {
            if (Vector.EqualsAny(new Vector<T>(values[place..]) & mask, mask)) break;
        }

        for (; place < values.Length; place++)
        {
            if ((values[place] & exponent) == exponent) return place;
        }

        return -1;
    }
}
