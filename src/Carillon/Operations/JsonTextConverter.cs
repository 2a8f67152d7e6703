using System.Text.Json;
using System.Text.Json.Serialization;

namespace Carillon.Operations;

/// <summary>Writes a value as a JSON text; <paramref name="read"/> answers null for text that is not one.</summary>
internal sealed class JsonTextConverter<T>(string expected, Func<T, string> write, Func<string, T?> read) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Parse(reader.GetString()!) : throw new JsonException($"Expected {expected} as text.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(write(value));

    private T Parse(string text)
    {
        try
        {
            return read(text) ?? throw new JsonException($"'{Printable.Clip(text)}' is not {expected}.");
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }
}
