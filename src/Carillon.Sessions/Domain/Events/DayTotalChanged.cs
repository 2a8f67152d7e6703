namespace Carillon.Sessions;

/// <summary>Told to others when a student's day changed.</summary>
/// <param name="Student">The student's opaque id.</param>
/// <param name="Date">An ISO 8601 date.</param>
/// <param name="Micros">The study time of the day in microseconds.</param>
/// <param name="Version">Rises with every change of the day.</param>
public sealed record DayTotalChanged(string Student, string Date, long Micros, long Version)
{
    /// <summary>The topic of the outbox messages.</summary>
    public const string Topic = "sessions.day-total-changed";
}
