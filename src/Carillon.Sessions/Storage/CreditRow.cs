using Carillon.EntityFrameworkCore;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>A stored span with what its session says about where it counts.</summary>
internal sealed record CreditRow(
    string Student,
    Guid SessionId,
    int Part,
    Instant StartedAt,
    Interval Span,
    string ClientSessionId,
    string Subject,
    string? Contest,
    string ZoneId,
    string Policy,
    int PolicyVersion,
    bool IsLive)
{
    public static CreditRow Read(SqlRow row) => new(
        row.Text(0),
        row.Guid(1),
        row.Int(2),
        row.Instant(3),
        new Interval(row.Instant(4), row.Instant(5)),
        row.Text(6),
        row.Text(7),
        row.TextOrNull(8),
        row.Text(9),
        row.Text(10),
        row.Int(11),
        row.Int(12) == (int)SessionWait.AutoEnd);
}
