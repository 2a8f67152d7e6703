using NodaTime;

namespace Carillon.Scheduling;

/// <summary>A run that is not at the same instant by two sets of rules.</summary>
/// <param name="Scheduled">The local time that the schedule names, and which showing of it.</param>
/// <param name="Before">When it is by the host's rules; null when there is none.</param>
/// <param name="After">When it is by the other rules; null when there is none.</param>
public sealed record ScheduleDifference(string Scheduled, Instant? Before, Instant? After);
