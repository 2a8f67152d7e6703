using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Carillon.Tenancy;
using Carillon.Time;
using NodaTime;
using NodaTime.Text;

namespace Carillon.Operations;

/// <summary>How inputs and outputs of operations look as JSON, the same on every surface.</summary>
/// <remarks>
/// camelCase; enums by name; instants in UTC with <c>Z</c>, durations and local dates as ISO 8601 text, tenants and names as text;
/// null members are written, so that the shape does not depend on the data.
/// </remarks>
public static class OperationJson
{
    /// <summary>The one set of options; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            // The documents are never part of HTML: only what JSON itself asks for is escaped, and control characters.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
                new JsonTextConverter<Instant>("an instant in UTC such as 2025-01-31T08:00:00Z", InstantPattern.ExtendedIso.Format, ReadInstant),
                Text(LocalDatePattern.Iso),
                Text(LocalTimePattern.ExtendedIso),
                Text(LocalDateTimePattern.ExtendedIso),
                Text(OffsetDateTimePattern.ExtendedIso),
                Text(YearMonthPattern.Iso),
                new JsonTextConverter<Duration>("an ISO 8601 duration such as PT10M", IsoDuration.Format, text => IsoDuration.TryParse(text, out var d) ? d : null),
                new JsonTextConverter<TenantId>("a tenant id", id => id.ToString(), text => TenantId.TryParse(text, out var id) ? id : null),
                new JsonNameConverter(),
            },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static Instant? ReadInstant(string text) =>
        InstantPattern.ExtendedIso.Parse(text) is { Success: true } parsed ? parsed.Value.TruncateToMicroseconds() : null;

    private static JsonTextConverter<T> Text<T>(IPattern<T> pattern)
        where T : struct =>
        new($"ISO 8601 text such as {pattern.Format(default)}", pattern.Format, text => pattern.Parse(text) is { Success: true } parsed ? parsed.Value : null);
}
