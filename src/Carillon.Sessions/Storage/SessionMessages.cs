using System.Text.Json;
using Carillon.Outbox;
using Carillon.Time;
using NodaTime.Text;

namespace Carillon.Sessions.Storage;

/// <summary>The outbox messages of the pack: each names its student, so that erasing him erases them.</summary>
internal static class SessionMessages
{
    private static readonly Guid Students = new("0b6f7f0e-7b0e-5f4e-8f6b-53f9b2a3c902");

    public static OutboxMessage Ended(Guid id, string student, string clientSessionId, SessionPart part, long version)
    {
        var ended = new SessionEnded(
            id,
            student,
            part.ReportedId(clientSessionId),
            part.StartedAt.ToUnixTimeMicroseconds(),
            part.EndedAt!.Value.ToUnixTimeMicroseconds(),
            part.EndReason!.Value.ToString(),
            part.Credit.ToMicroseconds(),
            version);
        return new($"{SessionEnded.Topic}/{id:D}/{part.Number}/{version}", SessionEnded.Topic, JsonSerializer.Serialize(ended)) { Subject = student };
    }

    public static OutboxMessage DayChanged(TotalRow total)
    {
        var changed = new DayTotalChanged(total.Student, LocalDatePattern.Iso.Format(total.Date), total.Micros.ToMicroseconds(), total.Version);
        var student = DeterministicGuid.Create(Students, total.Student);
        return new($"{DayTotalChanged.Topic}/{student:D}/{changed.Date}/{total.Version}", DayTotalChanged.Topic, JsonSerializer.Serialize(changed))
        {
            Subject = total.Student,
        };
    }
}
