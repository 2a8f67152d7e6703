using System.Text.Json;
using Carillon.Tenancy;
using NodaTime;
using NodaTime.Text;

namespace Carillon.Sessions;

/// <summary>Reads lines of a study log: <c>{"at","tenant","student","session","subject","zone","event","received"?,"sent"?}</c>.</summary>
/// <param name="zones">Knows the zones that lines name.</param>
/// <param name="policy">The policy that sessions start under.</param>
public sealed class ReplayEventParser(IDateTimeZoneProvider zones, SessionPolicy policy)
{
    // Leaves room on both sides for every timeout and for the last local day.
    private static readonly Instant Earliest = Instant.FromUtc(1900, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(9000, 1, 1, 0, 0);

    /// <summary>Reads one line.</summary>
    /// <exception cref="FormatException">The line is not JSON, a field is missing or its value is not known; the message says which.</exception>
    public ReplayEvent Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : throw new FormatException("a JSON object is expected");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"not JSON (at byte {exception.BytePositionInLine})", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException("text is not valid Unicode", exception);
        }
    }

    private ReplayEvent Read(JsonElement line)
    {
        var at = ReadInstant(line, "at") ?? throw new FormatException("field 'at' is missing");
        var stamp = new RequestStamp(ReadInstant(line, "received") ?? at, ReadInstant(line, "sent") ?? at);
        var (tenant, student, session) = (ReadTenant(line), ReadId(line, "student"), ReadSession(line));
        var (subject, zone) = (ReadId(line, "subject"), ReadZone(line));
        var client = new ClientStamp(at);
        SessionRequest request = ReadId(line, "event") switch
        {
            "start" => new StartSession(session, stamp, client, subject, zone, policy),
            "beat" => new SendBeats(session, stamp, [new(client)]),
            "pause" => new SessionCommand(session, stamp, EvidenceKind.Pause, client),
            "resume" => new SessionCommand(session, stamp, EvidenceKind.Resume, client),
            "submit" => new SessionCommand(session, stamp, EvidenceKind.Submit, client),
            "stop" => new SessionCommand(session, stamp, EvidenceKind.Stop, client),
            var other => throw new FormatException($"field 'event' is '{other}', not start, beat, pause, resume, submit or stop"),
        };
        return new(tenant, student, request);
    }

    private static string ReadSession(JsonElement line)
    {
        var id = ReadId(line, "session");
        return SessionText.SessionIdProblem(id) is { } problem ? throw new FormatException($"field 'session' {problem}") : id;
    }

    private static string ReadTenant(JsonElement line)
    {
        var id = ReadId(line, "tenant");
        return TenantId.TryParse(id, out var tenant) ? tenant.Value : throw new FormatException($"field 'tenant' is '{Clip(id)}', not a tenant id");
    }

    private DateTimeZone ReadZone(JsonElement line)
    {
        var id = ReadId(line, "zone");
        return zones.GetZoneOrNull(id) ?? throw new FormatException($"field 'zone' is '{id}', not a known time zone");
    }

    private static string ReadId(JsonElement line, string field)
    {
        var text = ReadText(line, field);
        return SessionText.Problem(text) is { } problem ? throw new FormatException($"field '{field}' {problem}") : text!;
    }

    private static Instant? ReadInstant(JsonElement line, string field)
    {
        if (ReadText(line, field) is not { } text)
        {
            return null;
        }

        var parsed = OffsetDateTimePattern.ExtendedIso.Parse(text);
        var instant = parsed.Success ? parsed.Value.ToInstant()
            : throw new FormatException($"field '{field}' is '{Clip(text)}', not an ISO 8601 instant such as 2026-03-01T10:00:00Z");
        return instant >= Earliest && instant < Latest ? instant
            : throw new FormatException($"field '{field}' is '{text}', outside the years 1900 to 8999");
    }

    private static string? ReadText(JsonElement line, string field) =>
        !line.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new FormatException($"field '{field}' is not a text");

    private static string Clip(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
