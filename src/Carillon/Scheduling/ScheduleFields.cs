using System.Text.Json;
using System.Text.Json.Nodes;

namespace Carillon.Scheduling;

/// <summary>The fields of one JSON question; a field of the wrong kind is named.</summary>
internal sealed class ScheduleFields
{
    private readonly JsonElement _fields;

    public ScheduleFields(JsonElement fields)
    {
        _fields = fields.ValueKind == JsonValueKind.Object ? fields : throw new ScheduleRequestException("The line is no JSON object.", null);
        Id = Get("id") is { } id ? Writable(id) : null;
    }

    public JsonNode? Id { get; }

    public ScheduleRequest Read() => new()
    {
        Expression = Text("expression"),
        Dialect = Text("dialect"),
        Zone = Text("zone"),
        From = Text("from"),
        To = Text("to"),
        Inclusive = Flag("inclusive"),
        Count = Number("count") ?? 1,
        Gap = Text("gap"),
        Overlap = Text("overlap"),
        Minutes = Number("minutes"),
        Windows = Windows(),
    };

    public string? Text(string name) => Get(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new ScheduleRequestException($"'{name}' must be text.", name);

    /// <summary>An answer repeats the identifier, and half a character that can be read cannot be written.</summary>
    private static JsonNode? Writable(JsonElement id)
    {
        var node = JsonNode.Parse(id.GetRawText());
        try
        {
            _ = node?.ToJsonString();
            return node;
        }
        catch (InvalidOperationException)
        {
            throw new ScheduleRequestException("'id' has half a character in it.", "id");
        }
    }

    private JsonElement? Get(string name) =>
        _fields.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private bool Flag(string name) => Get(name) is { } value && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new ScheduleRequestException($"'{name}' must be true or false.", name),
    };

    private long? Number(string name) => Get(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number
        : throw new ScheduleRequestException($"'{name}' must be a whole number.", name);

    private List<OpenWindowText>? Windows()
    {
        if (Get("windows") is not { } week)
        {
            return null;
        }

        var windows = new List<OpenWindowText>();
        foreach (var day in week.ValueKind == JsonValueKind.Object ? week.EnumerateObject() : throw Wrong())
        {
            foreach (var window in day.Value.ValueKind == JsonValueKind.Array ? day.Value.EnumerateArray() : throw Wrong())
            {
                var isPair = window.ValueKind == JsonValueKind.Array && window.GetArrayLength() == 2
                    && window.EnumerateArray().All(time => time.ValueKind == JsonValueKind.String);
                windows.Add(isPair ? new(day.Name, window[0].GetString()!, window[1].GetString()!) : throw Wrong());
            }
        }

        return windows;

        static ScheduleRequestException Wrong() => new("""'windows' must look like {"1":[["09:00","17:00"]]}.""", "windows");
    }
}
