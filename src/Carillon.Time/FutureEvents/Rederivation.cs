using NodaTime;

namespace Carillon.Time;

/// <summary>An event by its stored rules and by others.</summary>
/// <param name="Kind">What has changed.</param>
/// <param name="Before">The event as it was stored.</param>
/// <param name="After">The event to store now, with the same local time; null when the zone is unknown or <see cref="OffsetRule.Reject"/> leaves it open.</param>
public sealed record Rederivation(RederivationKind Kind, FutureEvent Before, FutureEvent? After)
{
    /// <summary>By how much the event happens later, or null when there is no new one.</summary>
    public Duration? Shift => After?.Instant - Before.Instant;
}
