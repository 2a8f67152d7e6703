using Carillon.Time;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>What a due schedule comes to: the latest missed occurrence runs, earlier ones are passed over.</summary>
/// <param name="Occurrence">The occurrence that gets a run.</param>
/// <param name="NextAt">The first occurrence after now.</param>
/// <param name="PassedOver">Missed occurrences that get no run.</param>
internal sealed record OccurrencePlan(Occurrence Occurrence, Instant? NextAt, long PassedOver)
{
    /// <summary>The plan at an instant; null when nothing is due.</summary>
    public static OccurrencePlan? At(ScheduleRow row, Instant now)
    {
        var schedule = new TickSchedule(row.Activation, row.Every);
        if (row.NextAt is not { } first || first > now || schedule.Previous(now + Duration.Epsilon) is not { } latest || latest.Instant < first)
        {
            return null;
        }

        return new(latest, schedule.Next(now)?.Instant, schedule.Count(new Interval(first, latest.Instant)));
    }
}
