using System.Text.Json;
using Carillon.Outbox;
using Carillon.Sessions.Storage;
using Carillon.Time;
using NodaTime.Text;

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

    private static readonly Guid Space = new("0b6f7f0e-7b0e-5f4e-8f6b-53f9b2a3c902");

    internal static OutboxMessage Message(TotalRow total)
    {
        var changed = new DayTotalChanged(total.Student, LocalDatePattern.Iso.Format(total.Date), total.Micros.ToMicroseconds(), total.Version);
        return new($"{Topic}/{DeterministicGuid.Create(Space, total.Student):D}/{changed.Date}/{total.Version}", Topic, JsonSerializer.Serialize(changed))
        {
            Subject = total.Student,
        };
    }
}
