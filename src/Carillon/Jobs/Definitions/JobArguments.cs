using System.Text.Json;

namespace Carillon.Jobs;

/// <summary>Arguments of jobs as JSON.</summary>
internal static class JobArguments
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string Write<TArgs>(TArgs args) => JsonSerializer.Serialize(args, Json);

    /// <summary>Reads arguments; the message of a failure says where, never what.</summary>
    /// <exception cref="ArgumentException">The text is not JSON of this type.</exception>
    public static object Read(Type type, string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type, Json) ?? throw new ArgumentException($"The arguments are null, not {type.Name}.", nameof(json));
        }
        catch (JsonException error)
        {
            throw new ArgumentException(
                $"The arguments are not JSON of {type.Name}: path {error.Path ?? "$"}, line {error.LineNumber}, byte {error.BytePositionInLine}.", nameof(json));
        }
    }
}
