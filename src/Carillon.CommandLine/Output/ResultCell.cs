using System.Text.Json;
using System.Text.Json.Nodes;
using Carillon.Operations;

namespace Carillon.CommandLine;

/// <summary>One value of a result as text for people.</summary>
internal static class ResultCell
{
    /// <summary>The text; empty for null, <c>none</c> for an empty list.</summary>
    public static string Of(JsonNode? node) => node switch
    {
        null => string.Empty,
        JsonArray { Count: 0 } => "none",
        JsonArray list => string.Join(", ", list.Select(Of)),
        JsonObject => SafeText.Line(node.ToJsonString(OperationJson.Options)),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => SafeText.Line(node.GetValue<string>()),
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            _ => node.ToJsonString(),
        },
    };

    /// <summary>True for a JSON number.</summary>
    public static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    /// <summary>The members of a record, those of records in it with a dotted name.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Flatten(JsonObject record, string prefix = "") =>
        record.SelectMany(member => member.Value is JsonObject { Count: > 0 } inner
            ? Flatten(inner, prefix + member.Key + ".")
            : [new(prefix + member.Key, member.Value)]);

    /// <summary>An item of a list as cells by column; an item that is no record has one column.</summary>
    public static Dictionary<string, JsonNode?> Row(JsonNode? item) =>
        item is JsonObject record ? new(Flatten(record)) : new() { ["value"] = item };

    /// <summary><c>counts.oldestOverdue</c> becomes <c>Counts oldest overdue</c>.</summary>
    public static string Words(string name)
    {
        var words = JsonNamingPolicy.KebabCaseLower.ConvertName(name.Replace('.', '-')).Replace('-', ' ');
        return SafeText.Line(words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..]);
    }
}
