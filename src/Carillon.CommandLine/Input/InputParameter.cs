using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using Carillon.Operations;
using Carillon.Tenancy;

namespace Carillon.CommandLine;

/// <summary>One member of an input record as an option or a positional argument.</summary>
internal sealed record InputParameter(string Name, Type Type, bool IsRequired, object? Default)
{
    /// <summary>The name in kebab-case, with dashes in front. A secret is never given as a value: the option says where it comes from.</summary>
    public string OptionName => "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(Name) + (Element == typeof(Secret) ? "-from" : string.Empty);

    /// <summary>One sentence for help.</summary>
    public string Description { get; private init; } = string.Empty;

    /// <summary>The place among the positional arguments; null for an option.</summary>
    public int? Position { get; private init; }

    /// <summary>Set after construction; null when the constructor takes the value.</summary>
    public PropertyInfo? Property { get; private init; }

    /// <summary>True for a switch that needs no value.</summary>
    public bool IsFlag => Element == typeof(bool) && !IsList && Position is null;

    /// <summary>True when the option can be repeated.</summary>
    public bool IsList => ElementOfList(Type) is not null;

    /// <summary>How one value is read.</summary>
    public ValueFormat Format => ValueFormat.For(Element) ?? throw new InvalidOperationException($"'{Name}' has type {Type}, which no option can have.");

    private Type Element => Nullable.GetUnderlyingType(ElementOfList(Type) ?? Type) ?? ElementOfList(Type) ?? Type;

    /// <summary>Describes a constructor parameter.</summary>
    public static InputParameter From(ParameterInfo parameter, PropertyInfo? property)
    {
        var optional = parameter.HasDefaultValue || IsNullable(new NullabilityInfoContext().Create(parameter)) || parameter.ParameterType == typeof(bool);
        return new InputParameter(property?.Name ?? parameter.Name!, parameter.ParameterType, !optional, DefaultOf(parameter))
        {
            Description = Text(parameter) ?? Text(property) ?? string.Empty,
            Position = Place(parameter) ?? Place(property),
        };
    }

    /// <summary>Describes a property that the constructor does not set.</summary>
    public static InputParameter From(PropertyInfo property, object? prototype) =>
        new(property.Name, property.PropertyType, property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)), prototype is null ? null : property.GetValue(prototype))
        {
            Description = Text(property) ?? string.Empty,
            Position = Place(property),
            Property = property,
        };

    /// <summary>Makes the value of a list from its elements.</summary>
    public object ToList(IReadOnlyList<object> values)
    {
        var array = Array.CreateInstance(ElementOfList(Type)!, values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            array.SetValue(values[i], i);
        }

        return Type.IsInstanceOfType(array) ? array : Activator.CreateInstance(Type, array)!;
    }

    private static Type? ElementOfList(Type type) =>
        type == typeof(string) ? null
        : type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) && type.GetGenericArguments() is [var element]
            && (type.IsAssignableFrom(element.MakeArrayType()) || type == typeof(List<>).MakeGenericType(element)) ? element
        : null;

    private static bool IsNullable(NullabilityInfo info) => info.WriteState == NullabilityState.Nullable;

    private static object? DefaultOf(ParameterInfo parameter) =>
        parameter.HasDefaultValue && parameter.DefaultValue is { } value ? AsEnum(parameter.ParameterType, value)
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : null;

    private static object AsEnum(Type type, object value) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } e ? Enum.ToObject(e, value) : value;

    private static string? Text(ICustomAttributeProvider? member) =>
        member?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true) is [DescriptionAttribute d, ..] ? d.Description : null;

    private static int? Place(ICustomAttributeProvider? member) =>
        member?.GetCustomAttributes(typeof(OperationArgumentAttribute), inherit: true) is [OperationArgumentAttribute a, ..] ? a.Position : null;
}
