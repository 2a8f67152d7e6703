using NodaTime;

namespace Carillon.Sessions;

/// <summary>All that is known of one client session. Everything reported of it is a fold of this.</summary>
public sealed record SessionState
{
    /// <summary>The client's id of the session; unique for the student.</summary>
    public required string ClientSessionId { get; init; }

    /// <summary>What is studied.</summary>
    public required string Subject { get; init; }

    /// <summary>The contest the study counts for, or null.</summary>
    public string? Contest { get; init; }

    /// <summary>The student's zone when the session started; it decides which day time belongs to.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>The rules the session was started under.</summary>
    public required SessionPolicy Policy { get; init; }

    /// <summary>When the session started.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>When the first evidence was; it lies before the start when the client told of the start too late. The longest session counts from it.</summary>
    public Instant CountsFrom => Instant.Min(StartedAt, Evidence[0].EffectiveAt);

    /// <summary>Everything that proves study, the start included.</summary>
    public required EvidenceSet Evidence { get; init; }

    /// <summary>The end that was asked for, or null.</summary>
    public ExplicitEnd? End { get; init; }

    /// <summary>Whether late evidence came while another session had the scope: the session stays ended until it is heard of after that one.</summary>
    public bool Yielded { get; init; }

    /// <summary>The clock offset of the latest request that brought evidence, or null.</summary>
    public Duration? LastOffset => Evidence.LastOffset;

    /// <summary>The latest evidence that counts: up to the end, where there is one.</summary>
    public Instant LastActivityAt => End is { } end ? Evidence.LatestUntil(end.At)!.EffectiveAt : Evidence.Latest.EffectiveAt;

    /// <summary>Whether the latest evidence that counts leaves the session paused.</summary>
    public bool IsPaused => Evidence.IsPausedAt(LastActivityAt);

    /// <summary>When silence ends the session, unless something is heard before.</summary>
    public Instant IdleAt => LastActivityAt + Policy.SilenceAllowed(IsPaused);

    /// <summary>When a client should ask whether the student is still there; null when the policy asks nothing.</summary>
    public Instant? PromptAt => Policy.PromptBefore > Duration.Zero ? IdleAt - Policy.PromptBefore : null;

    /// <summary>Whether a start under the session's id says the same as the one that made it. The version of the policy may have grown meanwhile.</summary>
    public bool StartedAs(string subject, string? contest, string zoneId, string policy) =>
        (Subject, Contest, Zone.Id, Policy.Name) == (subject, contest, zoneId, policy);

    /// <summary>When the session is over, or null while it is live at the instant.</summary>
    public Instant? EndedAt(Instant now) => End?.At ?? (IsLive(now) ? null : LastActivityAt);

    /// <summary>Whether the session is live at an instant: not ended, not yielded, and heard of recently.</summary>
    public bool IsLive(Instant now) => End is null && !Yielded && IdleAt > now;

    /// <summary>Whether the session takes no more evidence at an instant.</summary>
    public bool IsFinal(Instant now) => EndedAt(now) is { } ended && now - ended >= Policy.LateWindow;

    /// <summary>Which sessions of the student exclude this one.</summary>
    public string ScopeKey => Policy.Scope == ExclusivityScope.Subject ? Subject : string.Empty;
}
