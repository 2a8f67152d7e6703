using NodaTime;

namespace Carillon.Scheduling;

/// <summary>The open time of a range, or when some open time will have passed.</summary>
/// <param name="Minutes">Open minutes.</param>
/// <param name="Deadline">Until when they will have passed; null when the range was given.</param>
public sealed record ScheduleOpenTime(double Minutes, Instant? Deadline);
