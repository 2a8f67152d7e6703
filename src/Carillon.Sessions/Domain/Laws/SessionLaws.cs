using System.Collections.Immutable;
using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>The laws every history must obey, under every policy. Simulations check them after each step.</summary>
public static class SessionLaws
{
    /// <summary>A session never ends before it starts nor after now.</summary>
    public static SessionLaw EndsBetweenStartAndNow { get; } = ForParts(
        "ends between start and now",
        (_, part, now) => part.EndedAt is { } ended && (ended < part.StartedAt || ended > now)
            ? $"started {part.StartedAt}, ended {ended}, now {now}" : null);

    /// <summary>No study time lies after the end of a session, the tail pad apart.</summary>
    public static SessionLaw NoStudyAfterTheEnd { get; } = ForParts(
        "no study after the end",
        (state, part, _) => part is { EndedAt: { } ended, Spans.Bounds.End: var last } && last > ended + state.Policy.TailPad
            ? $"ended {ended}, study until {last}" : null);

    /// <summary>No reported session is longer than the longest session.</summary>
    public static SessionLaw NoSessionBeyondTheCap { get; } = ForParts(
        "no session beyond the cap",
        (state, part, _) => part.LastActivityAt - part.StartedAt > state.Policy.MaxSession
            ? $"started {part.StartedAt}, active until {part.LastActivityAt}" : null);

    /// <summary>No reported session has more credit than the longest session, the tail pad apart.</summary>
    public static SessionLaw NoCreditBeyondTheCap { get; } = ForParts(
        "no credit beyond the cap",
        (state, part, _) => part.Credit > state.Policy.MaxSession + state.Policy.TailPad ? $"started {part.StartedAt}, credit {part.Credit}" : null);

    /// <summary>No study time lies after now.</summary>
    public static SessionLaw NoStudyInTheFuture { get; } = ForParts(
        "no study in the future",
        (_, part, now) => part.Spans.Bounds?.End > now ? $"study until {part.Spans.Bounds.Value.End}, now {now}" : null);

    /// <summary>The parts of a session share no study time and miss none of it.</summary>
    public static SessionLaw PartsAddUp { get; } = ForFolds(
        "parts add up",
        (_, fold) => fold.Parts.Aggregate(Duration.Zero, (sum, part) => sum + part.Credit) is var sum && sum != fold.Spans.TotalDuration
            ? $"parts have {sum}, the session {fold.Spans.TotalDuration}" : null);

    /// <summary>Every instant that counts is proven by evidence around it.</summary>
    public static SessionLaw StudyIsProven { get; } = ForFolds(
        "study is proven",
        (state, fold) => fold.Spans.Select(span => span.Start).FirstOrDefault(at => state.Evidence.LatestUntil(at) is null) is var at
            && at != default ? $"nothing proves {at}" : null);

    /// <summary>No more sessions of a scope are live than the policy allows.</summary>
    public static SessionLaw ScopeHasRoom { get; } = new(
        "scope has room",
        (student, now) => student.All.Where(session => session.IsLive(now)).GroupBy(session => session.ScopeKey)
            .Where(scope => scope.Count() > scope.Max(session => session.Policy.Exclusivity.Limit))
            .Select(scope => $"{scope.Count()} live sessions in scope '{scope.Key}': {string.Join(", ", scope.Select(s => s.ClientSessionId))}")
            .FirstOrDefault());

    /// <summary>A student's day is no longer than the day, whatever the number of devices.</summary>
    public static SessionLaw DayFitsTheDay { get; } = new("day fits the day", DayTooLong);

    /// <summary>All laws.</summary>
    public static ImmutableArray<SessionLaw> All { get; } =
    [
        EndsBetweenStartAndNow, NoStudyAfterTheEnd, NoStudyInTheFuture, NoSessionBeyondTheCap, NoCreditBeyondTheCap, PartsAddUp, StudyIsProven,
        ScopeHasRoom, DayFitsTheDay,
    ];

    private static SessionLaw ForFolds(string name, Func<SessionState, SessionFold, string?> violation) => new(
        name,
        (student, now) => student.All
            .Select(state => violation(state, SessionFold.Of(state, now)) is { } text ? $"{state.ClientSessionId}: {text}" : null)
            .FirstOrDefault(text => text is not null));

    private static SessionLaw ForParts(string name, Func<SessionState, SessionPart, Instant, string?> violation) => new(
        name,
        (student, now) => student.All
            .SelectMany(state => SessionFold.Of(state, now).Parts.Select(part =>
                violation(state, part, now) is { } text ? $"{part.ReportedId(state.ClientSessionId)}: {text}" : null))
            .FirstOrDefault(text => text is not null));

    private static string? DayTooLong(StudentSessions student, Instant now)
    {
        var credits = student.All.SelectMany(state => SessionCredit.Of(state, SessionFold.Of(state, now))).ToList();
        var zones = credits.Select(credit => credit.Zone).Distinct().ToList();
        return StudentTotals.Days(credits)
            .Where(total => total.Key is { Kind: TotalKind.Day })
            .Select(total => (total, Length: zones.Aggregate(
                IntervalSet.Empty, (day, zone) => day.Union(LocalDays.Of(total.Key.Date!.Value, zone))).TotalDuration))
            .Where(day => day.total.Value > day.Length)
            .Select(day => $"{day.total.Key.Date:uuuu-MM-dd} has {day.total.Value} of {day.Length}")
            .FirstOrDefault();
    }
}
