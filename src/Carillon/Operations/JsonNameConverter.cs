using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Carillon.Operations;

/// <summary>Writes names as text: structs that are made from one string and show it as <c>Value</c>.</summary>
internal sealed class JsonNameConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => ConstructorOf(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)typeof(JsonNameConverter).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(typeToConvert).Invoke(null, [ConstructorOf(typeToConvert)])!;

    private static JsonTextConverter<T> Create<T>(ConstructorInfo constructor)
        where T : struct =>
        new($"a {typeof(T).Name}", name => name.ToString()!, text => (T)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [text], null));

    private static ConstructorInfo? ConstructorOf(Type type) =>
        type.IsValueType && type.GetProperty("Value")?.PropertyType == typeof(string) ? type.GetConstructor([typeof(string)]) : null;
}
