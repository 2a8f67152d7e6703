using NodaTime;
using NodaTime.TimeZones;

namespace Carillon.Sessions.Tests.Domain;

/// <summary>A student's sessions told in minutes after the origin. The client's clock is right unless an offset says otherwise.</summary>
internal sealed class Story(SessionPolicy? policy = null, string zone = "Etc/UTC")
{
    public static readonly Instant Origin = Instant.FromUtc(2026, 3, 2, 8, 0);
    public static readonly DateTimeZoneCache Zones = new(TzdbDateTimeZoneSource.Default);

    public SessionPolicy Policy { get; } = (policy ?? SessionPolicy.Default).Validate();

    public StudentSessions Student { get; private set; } = StudentSessions.None;

    public static Instant At(double minute) => Origin + Duration.FromSeconds((long)Math.Round(minute * 60));

    public SessionOutcome Start(string id, double minute, double? received = null, string subject = "maths", string? contest = null) =>
        Ask(new StartSession(id, Stamp(received ?? minute), new(At(minute)), subject, Zones[zone], Policy, contest)).Outcome;

    public SessionOutcome Beat(string id, double minute, double? received = null, double offset = 0) =>
        Ask(new SendBeats(id, Stamp(received ?? minute, offset), [new(new(At(minute - offset)))])).Outcome;

    public void Beats(string id, params double[] minutes)
    {
        foreach (var minute in minutes)
        {
            Beat(id, minute);
        }
    }

    public SessionOutcome Pause(string id, double minute, double? received = null) => Command(id, EvidenceKind.Pause, minute, received);

    public SessionOutcome Resume(string id, double minute, double? received = null) => Command(id, EvidenceKind.Resume, minute, received);

    public SessionOutcome Submit(string id, double minute, double? received = null) => Command(id, EvidenceKind.Submit, minute, received);

    public SessionOutcome Stop(string id, double minute, double? received = null) => Command(id, EvidenceKind.Stop, minute, received);

    public SessionDecision Ask(SessionRequest request)
    {
        var decision = SessionMachine.Decide(Student, request);
        Student = decision.Student;
        return decision;
    }

    public SessionState State(string id) => Student.Find(id)!;

    public SessionFold Fold(string id, double now) => SessionFold.Of(State(id), At(now));

    /// <summary>The last part as text: <c>Ended AutoEnded 0-25 credit 20</c>, in minutes.</summary>
    public string Tell(string id, double now)
    {
        var part = Fold(id, now).Last;
        var end = part.EndedAt is { } ended ? $"{part.EndReason} " : "";
        return FormattableString.Invariant(
            $"{part.Status} {end}{(part.StartedAt - Origin).TotalMinutes}-{(part.EndedAt is { } e ? (e - Origin).TotalMinutes.ToString(System.Globalization.CultureInfo.InvariantCulture) : "")} credit {part.Credit.TotalMinutes}");
    }

    public static RequestStamp Stamp(double received, double offset = 0) => new(At(received), At(received - offset));

    private SessionOutcome Command(string id, EvidenceKind kind, double minute, double? received) =>
        Ask(new SessionCommand(id, Stamp(received ?? minute), kind, new(At(minute)))).Outcome;
}
