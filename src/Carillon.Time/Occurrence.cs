using NodaTime;

namespace Carillon.Time;

/// <summary>One firing of a schedule: when it happens, and what the schedule said.</summary>
/// <remarks>
/// <see cref="Scheduled"/> and <see cref="Pass"/> are the identity of an occurrence within its schedule: they stay the same when a new
/// time zone version moves the <see cref="Instant"/>, so a run keyed by them happens once. Record equality compares all members.
/// </remarks>
/// <param name="Instant">When it happens.</param>
/// <param name="Scheduled">The local time that the schedule names, also when the clocks never show it.</param>
/// <param name="Offset">The offset from UTC in force at <paramref name="Instant"/>.</param>
/// <param name="Kind">How the instant follows from the local time.</param>
public readonly record struct Occurrence(Instant Instant, LocalDateTime Scheduled, Offset Offset, OccurrenceKind Kind)
{
    /// <summary>Which showing of the local time this is: 2 for <see cref="OccurrenceKind.SecondPass"/>, otherwise 1.</summary>
    public int Pass => Kind == OccurrenceKind.SecondPass ? 2 : 1;

    /// <summary>What stays the same when a new time zone version moves the <see cref="Instant"/>.</summary>
    public OccurrenceIdentity Identity => new(Scheduled, Pass);
}
