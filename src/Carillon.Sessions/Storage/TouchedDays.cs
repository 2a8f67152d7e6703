using Carillon.Time;
using NodaTime;

namespace Carillon.Sessions.Storage;

/// <summary>The days of one student whose totals can have changed.</summary>
internal sealed class TouchedDays(string student)
{
    // No zone is further from UTC than this.
    private static readonly Duration Farthest = Duration.FromHours(18);

    public string Student { get; } = student;

    public SortedSet<LocalDate> Dates { get; } = [];

    /// <summary>All that the student's only written session has stored, where that is known without asking.</summary>
    public (Guid SessionId, SessionCredit Credit)? Own { get; set; }

    /// <summary>Whether study time was taken away, so that a total can have lost all of its own.</summary>
    public bool IsReplaced { get; set; }

    /// <summary>Every instant that any zone counts to one of the days.</summary>
    public Interval Window => new(Midnight(Dates.Min) - Farthest, Midnight(Dates.Max.PlusDays(1)) + Farthest);

    public void Add(IEnumerable<Interval> spans, DateTimeZone zone) =>
        Dates.UnionWith(spans.SelectMany(span => LocalDays.Split(span, zone)).Select(segment => segment.Date));

    private static Instant Midnight(LocalDate date) => date.AtMidnight().InUtc().ToInstant();
}
