using NodaTime;

namespace Carillon.Scheduling;

/// <summary>A stretch of time on one local date.</summary>
/// <param name="Date">The date.</param>
/// <param name="Start">Its first instant.</param>
/// <param name="End">The first instant after it.</param>
/// <param name="Seconds">Its length.</param>
public sealed record ScheduleDay(LocalDate Date, Instant Start, Instant End, double Seconds);
