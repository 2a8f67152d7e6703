using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Carillon.Time.Tests.Vectors;

/// <summary>One published vector.</summary>
internal sealed class VectorRow(JsonElement row)
{
    public string Id => Text("id")!;

    public string Expression => Text("expression")!;

    public bool IsInclusive => row.TryGetProperty("inclusive", out var value) && value.ValueKind == JsonValueKind.True;

    public DateTimeZone Zone => Text("zone") switch
    {
        "UTC" => DateTimeZone.Utc,
        ['f', 'i', 'x', 'e', 'd', ':', .. var offset] => DateTimeZone.ForOffset(OffsetPattern.GeneralInvariant.Parse(offset).Value),
        var id => Zones.Get(id!),
    };

    /// <summary>What the source of the vector does by its own choice; empty when everyone should agree.</summary>
    public string Choices => row.TryGetProperty("library_specific", out var value) && value.ValueKind == JsonValueKind.Array
        ? string.Join("; ", value.EnumerateArray().Select(choice => choice.GetString()))
        : "";

    public Instant From => Instant("from");

    /// <summary>Where a search begins that may answer with <see cref="From"/> itself or not, as the vector says.</summary>
    public Instant After => IsInclusive ? From - Duration.Epsilon : From;

    public IReadOnlyList<Instant> Expected =>
        row.TryGetProperty("expected", out var list) ? [.. list.EnumerateArray().Select(value => Read(value.GetString()!))] : [];

    public static IEnumerable<VectorRow> All(string file) => SharedVectors.Read(file).Select(row => new VectorRow(row));

    public IReadOnlyList<Instant> Instants(string name) => [.. row.GetProperty(name).EnumerateArray().Select(value => Read(value.GetString()!))];

    public string? Text(string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public int Number(string name) => row.GetProperty(name).GetInt32();

    public bool Flag(string name) => row.GetProperty(name).GetBoolean();

    public Instant Instant(string name) => Read(Text(name)!);

    public override string ToString() => $"{Id}: {Expression} in {Text("zone")} from {Text("from")}";

    private static Instant Read(string text) => OffsetDateTimePattern.ExtendedIso.Parse(text).Value.ToInstant();
}
