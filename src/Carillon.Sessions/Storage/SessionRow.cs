using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>One row per client session: what a fold of its evidence came to when it was last written, and its deadline.</summary>
internal sealed partial record SessionRow
{
    public required TenantId TenantId { get; init; }

    public required Guid Id { get; init; }

    public required string Student { get; init; }

    public required string ClientSessionId { get; init; }

    public required string Subject { get; init; }

    public string? Contest { get; init; }

    public required string ZoneId { get; init; }

    public required string Policy { get; init; }

    public int PolicyVersion { get; init; }

    /// <summary>Which sessions of the student exclude this one.</summary>
    public required string ScopeKey { get; init; }

    /// <summary>The place in the scope, from 0; only live sessions have one, each its own.</summary>
    public int? Slot { get; init; }

    public SessionStatus State { get; init; }

    /// <summary>The number of the last part.</summary>
    public int Part { get; init; }

    /// <summary>When the client session started: its first part.</summary>
    public Instant OpenedAt { get; init; }

    /// <summary>When the last part started; of the first one the first evidence, which may lie before <see cref="OpenedAt"/>.</summary>
    public Instant StartedAt { get; init; }

    /// <summary>
    /// Exact once the session has ended; while it is live the evidence knows better, by at most a quarter of the idle timeout.
    /// Together with <see cref="LastOffset"/> and <see cref="Version"/> all that beats change, and no index holds it.
    /// </summary>
    public Instant LastActivityAt { get; init; }

    /// <summary>Whether the latest evidence leaves the session paused.</summary>
    public bool Paused { get; init; }

    public Instant? EndedAt { get; init; }

    public SessionEndReason? EndReason { get; init; }

    public bool Yielded { get; init; }

    /// <summary>While the session is live, a later request may differ from it by at most half of what would be a jump.</summary>
    public Duration? LastOffset { get; init; }

    /// <summary>The credit of the last part when it ended.</summary>
    public Duration Credit { get; init; }

    /// <summary>Rises by one with every write, from the instant of the first one in microseconds.</summary>
    public long Version { get; init; }

    /// <summary>The version at which its end last changed; zero when it never ended.</summary>
    public long EndVersion { get; init; }

    public SessionWait Awaits { get; init; }

    public Instant? DueAt { get; init; }

    public Instant? WakeAt { get; init; }

    public int Failures { get; init; }

    public Instant? FinalisedAt { get; init; }

    /// <summary>The id of a client session: the same on every host.</summary>
    public static Guid IdOf(string student, string clientSessionId) => DeterministicGuid.Create(Space, student, clientSessionId);

    /// <summary>The columns in the order of <see cref="Read"/>.</summary>
    public static SqlText Columns { get; } = new(
        "id, student, client_session_id, subject, contest, zone_id, policy, policy_version, scope_key, slot, state, part, opened_at, started_at, "
        + "last_activity_at, ended_at, end_reason, yielded, last_offset, credit, version, end_version, awaits, due_at, wake_at, failures, finalised_at, paused");

    public static Func<SqlRow, SessionRow> Reader(TenantId tenant) => row => Read(tenant, row);

    /// <summary>The last part, of a session that has ended.</summary>
    public StudySession Tell() => new(
        SessionPart.ReportedId(ClientSessionId, Part), Student, Subject, Contest, State,
        Part == 1 ? OpenedAt : StartedAt, LastActivityAt, EndedAt, EndReason, Credit);

    private static readonly Guid Space = new("6f0c8a0e-4c7e-5d55-9d0b-3c1f6b7a1e01");

    private static SessionRow Read(TenantId tenant, SqlRow row) => new()
    {
        TenantId = tenant,
        Id = row.Guid(0),
        Student = row.Text(1),
        ClientSessionId = row.Text(2),
        Subject = row.Text(3),
        Contest = row.TextOrNull(4),
        ZoneId = row.Text(5),
        Policy = row.Text(6),
        PolicyVersion = row.Int(7),
        ScopeKey = row.Text(8),
        Slot = (int?)row.LongOrNull(9),
        State = (SessionStatus)row.Int(10),
        Part = row.Int(11),
        OpenedAt = row.Instant(12),
        StartedAt = row.Instant(13),
        LastActivityAt = row.Instant(14),
        EndedAt = row.InstantOrNull(15),
        EndReason = (SessionEndReason?)row.LongOrNull(16),
        Yielded = row.Bool(17),
        LastOffset = row.DurationOrNull(18),
        Credit = row.Duration(19),
        Version = row.Long(20),
        EndVersion = row.Long(21),
        Awaits = (SessionWait)row.Int(22),
        DueAt = row.InstantOrNull(23),
        WakeAt = row.InstantOrNull(24),
        Failures = row.Int(25),
        FinalisedAt = row.InstantOrNull(26),
        Paused = row.Bool(27),
    };
}
