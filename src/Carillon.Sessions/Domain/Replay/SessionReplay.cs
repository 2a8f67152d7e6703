using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace Carillon.Sessions;

/// <summary>Replays a study log, line by line in the order of arrival; the clock is each line's <c>received</c>.</summary>
/// <remarks>Pure: no database, no worker. The same log always gives the same report.</remarks>
public sealed class SessionReplay
{
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.FFFFFF'Z'");

    private readonly SortedDictionary<(string Tenant, string Student), StudentSessions> _students =
        new(Comparer<(string Tenant, string Student)>.Create(Compare));

    private readonly ReplayEventParser _parser;
    private readonly Instant? _until;
    private Instant? _lastReceived;
    private long _line;

    /// <summary>Starts a replay.</summary>
    /// <param name="policy">The policy that sessions start under. Its late window does not count: a replay makes nothing final.</param>
    /// <param name="zones">Knows the zones that lines name.</param>
    /// <param name="until">The instant of the report, at which idle sessions are ended; lines that arrived later are left out. By default the last arrival.</param>
    /// <exception cref="ArgumentException">The policy contradicts itself.</exception>
    public SessionReplay(SessionPolicy policy, IDateTimeZoneProvider zones, Instant? until = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(zones);
        _parser = new(zones, policy.Validate() with { LateWindow = Duration.MaxValue });
        _until = until;
    }

    /// <summary>Takes the next line. Empty lines are skipped.</summary>
    /// <returns>What is wrong with the line, or null when it had an effect or was a repetition.</returns>
    public ReplayProblem? Take(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        _line++;
        if (string.IsNullOrWhiteSpace(line))
        {
            return null;
        }

        try
        {
            return Apply(_parser.Parse(line)) is { } refusal ? new(_line, refusal, false) : null;
        }
        catch (FormatException exception)
        {
            return new(_line, exception.Message, true);
        }
    }

    /// <summary>What the lines taken so far amount to.</summary>
    public ReplayReport Report()
    {
        var now = _until ?? _lastReceived ?? default;
        var sessions = new List<ReplayedSession>();
        var days = ImmutableArray.CreateBuilder<ReplayedDay>();
        foreach (var ((tenant, student), known) in _students)
        {
            var credits = new List<SessionCredit>();
            foreach (var state in known.All)
            {
                var fold = SessionFold.Of(state, now);
                sessions.AddRange(fold.Parts.Select(part => Reported(tenant, student, state, part)));
                credits.AddRange(SessionCredit.Of(state, fold));
            }

            days.AddRange(StudentTotals.Days(credits)
                .Where(total => total.Key.Kind == TotalKind.Day && total.Value >= Duration.FromSeconds(1))
                .Select(total => new ReplayedDay(
                    tenant, student, LocalDatePattern.Iso.Format(total.Key.Date!.Value), total.Value.WholeSeconds())));
        }

        return new(
            [.. sessions.OrderBy(s => s.Tenant, StringComparer.Ordinal).ThenBy(s => s.Student, StringComparer.Ordinal).ThenBy(s => s.Session, StringComparer.Ordinal)],
            days.ToImmutable());
    }

    private string? Apply(ReplayEvent line)
    {
        var received = line.Request.Stamp.ReceivedAt;
        if (received > _until)
        {
            return null;
        }

        _lastReceived = _lastReceived is { } last ? Instant.Max(last, received) : received;
        var key = (line.Tenant, line.Student);
        var decision = SessionMachine.Decide(_students.GetValueOrDefault(key, StudentSessions.None), line.Request);
        if (decision.Student.All.Any())
        {
            _students[key] = decision.Student;
        }

        return line.RefusalOf(decision.Outcome);
    }

    private static ReplayedSession Reported(string tenant, string student, SessionState state, SessionPart part) => new(
        tenant,
        student,
        part.ReportedId(state.ClientSessionId),
        part.Status.ToString(),
        Utc.Format(part.StartedAt),
        part.EndedAt is { } ended ? Utc.Format(ended) : null,
        part.EndReason?.ToString(),
        part.Credit.WholeSeconds());

    private static int Compare((string Tenant, string Student) left, (string Tenant, string Student) right) =>
        string.CompareOrdinal(left.Tenant, right.Tenant) is var order and not 0
            ? order
            : string.CompareOrdinal(left.Student, right.Student);
}
