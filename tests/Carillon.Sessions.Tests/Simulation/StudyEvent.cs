using NodaTime;

namespace Carillon.Sessions.Tests.Simulation;

/// <summary>What a client tells: when it happened by its own clock, which is off by its skew.</summary>
internal sealed record StudyEvent(EvidenceKind Kind, string Session, Instant At, Duration Skew)
{
    public string Key => new ClientStamp(At).DefaultKey;

    public SessionRequest ReceivedAt(Instant now)
    {
        var client = new ClientStamp(At);
        var stamp = new RequestStamp(now, now + Skew);
        return Kind switch
        {
            EvidenceKind.Start => new StartSession(Session, stamp, client, "maths", DateTimeZone.Utc, SessionPolicy.Default),
            EvidenceKind.Beat => new SendBeats(Session, stamp, [new(client)]),
            _ => new SessionCommand(Session, stamp, Kind, client),
        };
    }

    public override string ToString() => $"{Kind} {Session} {At}";
}
