using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>What the fast way in has to know of a live session's row; see <see cref="SessionRow"/>.</summary>
internal sealed record LiveRow(
    TenantId TenantId,
    Guid Id,
    string Policy,
    int PolicyVersion,
    int Part,
    Instant StartedAt,
    Instant LastActivityAt,
    bool Paused,
    Duration? LastOffset,
    long Version)
{
    public static SqlText Columns { get; } = new("id, policy, policy_version, part, started_at, last_activity_at, paused, last_offset, version");

    public static Func<SqlRow, LiveRow> Reader(TenantId tenant) => row => new(
        tenant,
        row.Guid(0),
        row.Text(1),
        row.Int(2),
        row.Int(3),
        row.Instant(4),
        row.Instant(5),
        row.Bool(6),
        row.DurationOrNull(7),
        row.Long(8));
}
