// What a library offers, as text: a line for each public type and, below it, one for each member, as C# declares them and in an
// order that does not depend on the source. Read from metadata, so it shows what those who compile against it see. Knows of C#
// what the libraries use of it; anything else comes out as the runtime names it.

using System.Reflection;
using System.Runtime.CompilerServices;

namespace AsciiGen.Library.Tests;

/// <summary>Lists the public types and members of an assembly.</summary>
internal static class ApiListing
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The listing: types by namespace and name, members indented below.</summary>
    public static string Of(Assembly assembly) =>
        string.Join('\n', assembly.GetExportedTypes().Where(type => !type.Name.Contains('<', StringComparison.Ordinal)).OrderBy(TypeText.FullName, StringComparer.Ordinal).SelectMany(Describe)) + "\n";

    private static IEnumerable<string> Describe(Type type) => [Header(type), .. Members(type).Order(StringComparer.Ordinal).Select(member => $"    {member}")];

    private static string Header(Type type)
    {
        if (type.IsEnum) return $"enum {TypeText.FullName(type)}";
        var bases = new List<string>();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType)) bases.Add(TypeText.Of(parent));
        bases.AddRange(type.GetInterfaces().Where(each => each.IsVisible && !IsSynthesized(each, type)).Select(each => TypeText.Of(each)).Order(StringComparer.Ordinal));
        return $"{Kind(type)} {TypeText.FullName(type)}{(bases.Count > 0 ? $" : {string.Join(", ", bases)}" : "")}";
    }

    private static string Kind(Type type)
    {
        var record = IsRecord(type) ? "record " : "";
        if (type.IsValueType) return $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}{record}struct";
        if (type.IsInterface) return "interface";
        return $"{(type.IsAbstract && type.IsSealed ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(record.Length > 0 ? "record" : "class")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");
        return type.GetMembers(Declared).Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute))).SelectMany(member => member switch
        {
            ConstructorInfo constructor when IsVisible(constructor) => [$"{type.Name}({Parameters(constructor)})"],
            FieldInfo { IsPublic: true, IsSpecialName: false } field => [Field(field)],
            PropertyInfo property when property.GetAccessors(true).Any(IsVisible) => [Property(property)],
            MethodInfo { IsSpecialName: false } method when IsVisible(method) && !IsExtension(type, method) => [Method(method)],
            MethodInfo { IsSpecialName: true } method when IsVisible(method) && method.Name.StartsWith("op_", StringComparison.Ordinal) => [Method(method)],
            Type { IsNested: true } group when group.Name.StartsWith("<G>$", StringComparison.Ordinal) => Extensions(group),
            _ => Enumerable.Empty<string>(),
        });
    }

    // Members declared in an extension block lie in a nested type whose marker tells what is extended.
    private static IEnumerable<string> Extensions(Type group)
    {
        var extended = group.GetNestedTypes(Declared).SelectMany(marker => marker.GetMethods(Declared)).First(method => method.Name == "<Extension>$").GetParameters()[0];
        return group.GetProperties(Declared).Select(Property).Concat(group.GetMethods(Declared).Where(method => !method.IsSpecialName).Select(Method)).Select(member => $"extension({TypeText.Of(extended.ParameterType)}) {member}");
    }

    private static bool IsExtension(Type type, MethodInfo method) =>
        type.GetNestedTypes(Declared).Where(group => group.Name.StartsWith("<G>$", StringComparison.Ordinal)).SelectMany(group => group.GetMethods(Declared)).Any(declared => declared.Name == method.Name);

    private static string Field(FieldInfo field) => field.IsLiteral
        ? $"const {TypeText.Of(field.FieldType)} {field.Name} = {TypeText.Value(field.GetRawConstantValue())}"
        : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeText.Of(new NullabilityInfoContext().Create(field))} {field.Name}";

    private static string Property(PropertyInfo property)
    {
        var (getter, setter) = (property.GetMethod, property.SetMethod);
        var indexes = property.GetIndexParameters();
        var isInit = setter?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ?? false;
        var accessors = (getter is not null && IsVisible(getter) ? "get; " : "") + (setter is not null && IsVisible(setter) ? isInit ? "init; " : "set; " : "");
        var name = indexes.Length > 0 ? $"this[{string.Join(", ", indexes.Select(Parameter))}]" : property.Name;
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Modifiers((getter ?? setter)!)}{required}{TypeText.Of(new NullabilityInfoContext().Create(property))} {name} {{ {accessors}}}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(each => each.Name))}>" : "";
        return $"{Modifiers(method)}{TypeText.Of(new NullabilityInfoContext().Create(method.ReturnParameter))} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var direction = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref " : parameter.IsDefined(typeof(ParamCollectionAttribute)) || parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue ? $" = {(parameter.DefaultValue is null && parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : TypeText.Value(parameter.DefaultValue))}" : "";
        return $"{direction}{TypeText.Of(new NullabilityInfoContext().Create(parameter))} {parameter.Name}{value}";
    }

    private static string Modifiers(MethodBase method) =>
        $"{(method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "")}{(method.IsStatic ? "static " : "")}"
        + (method.DeclaringType!.IsInterface ? "" : method.IsAbstract ? "abstract " : method is MethodInfo info && info.GetBaseDefinition() != info ? "override " : method.IsVirtual && !method.IsFinal ? "virtual " : "");

    private static bool IsVisible(MethodBase method) => method.IsPublic || (!method.DeclaringType!.IsSealed && (method.IsFamily || method.IsFamilyOrAssembly));

    private static bool IsRecord(Type type) => type.IsValueType
        ? type.GetMethod("PrintMembers", Declared) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute))
        : type.GetMethod("<Clone>$") is not null;

    private static bool IsSynthesized(Type contract, Type type) => IsRecord(type) && contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEquatable<>);
}
