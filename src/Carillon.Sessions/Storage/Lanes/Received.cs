using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>A request with the instant of its arrival, by an estimate of the database clock.</summary>
internal sealed record Received(StudyRequest Request, Instant At)
{
    public Guid SessionId { get; } = SessionRow.IdOf(Request.Student, Request.ClientSessionId);
}
