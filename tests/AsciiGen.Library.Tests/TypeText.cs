// Types and values as C# writes them, with the question marks of what may be null.

using System.Globalization;
using System.Reflection;

namespace AsciiGen.Library.Tests;

/// <summary>Writes types and values as C# does.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(char)] = "char", [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
        [typeof(string)] = "string", [typeof(object)] = "object",
    };

    /// <summary>Namespace and name, those of the types around it included.</summary>
    public static string FullName(Type type) => $"{type.Namespace}.{Nested(type)}{Arguments(type, each => each.Name)}";

    /// <summary>A type without its namespace.</summary>
    public static string Of(Type type)
    {
        if (type.IsByRef) return Of(type.GetElementType()!);
        if (type.IsArray) return $"{Of(type.GetElementType()!)}[]";
        if (type.IsPointer) return $"{Of(type.GetElementType()!)}*";
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{Of(value)}?";
        if (_keywords.TryGetValue(type, out var keyword)) return keyword;
        return type.IsGenericParameter ? type.Name : $"{Nested(type)}{Arguments(type, Of)}";
    }

    /// <summary>The type of a member or parameter.</summary>
    public static string Of(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (type.IsValueType && !type.IsGenericType) return Of(type);
        var mark = !type.IsValueType && info is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable } && !type.IsValueType ? "?" : "";
        if (info.ElementType is { } element && type.IsArray) return $"{Of(element)}[]{mark}";
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{Of(value)}?";
        if (!type.IsGenericType || info.GenericTypeArguments.Length == 0) return Of(type) + mark;
        return type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
            ? $"({string.Join(", ", info.GenericTypeArguments.Select(Of))})"
            : $"{Nested(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Of))}>{mark}";
    }

    /// <summary>A constant or default value.</summary>
    public static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char character => $"'{character}'",
        bool truth => truth ? "true" : "false",
        Enum member => $"{member.GetType().Name}.{member}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Nested(Type type) => (type.DeclaringType is { } outer && !type.IsGenericParameter ? $"{Nested(outer)}." : "") + type.Name.Split('`')[0];

    private static string Arguments(Type type, Func<Type, string> write) => type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(write))}>" : "";
}
