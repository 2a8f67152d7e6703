using Carillon.Benchmarks.Harness;
using Carillon.Time;
using NodaTime;

namespace Carillon.Benchmarks.Time;

/// <summary>A year split into local days, and the open time of a year and the deadline after it, against going day by day.</summary>
internal static class DayQuestions
{
    private static readonly PureTarget Goal = new(20_000);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly Interval Learning = new(Instant.FromUtc(2025, 6, 1, 3, 0), Instant.FromUtc(2026, 6, 1, 3, 0));
    private static readonly Interval Working = new(Instant.FromUtc(2026, 1, 1, 13, 30), Instant.FromUtc(2027, 1, 1, 13, 30));
    private static readonly IsoDayOfWeek[] Workdays =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    public static IEnumerable<TimeQuestion> All()
    {
        var hours = new BusinessHours(
            Zone,
            [.. OpenWindow.On(new(9, 0), new(12, 0), Workdays), .. OpenWindow.On(new(13, 0), new(17, 0), Workdays)],
            Enumerable.Range(0, 12).Select(month => new LocalDate(2026, month + 1, 3)));
        var open = Duration.FromHours(1_700);
        var dayByDay = Call("day by day", OpenDayByDay);
        yield return new("A year split into local days", Call("midnight by midnight", SplitByMidnights), Call("Split", Split), Goal);
        yield return new("The open time of a year", dayByDay, Call("OpenDuration", () => hours.OpenDuration(Working).BclCompatibleTicks), Goal);
        yield return new("The deadline after 1,700 open hours", dayByDay, Call("Deadline", () => hours.Deadline(Working.Start, open).ToUnixTimeTicks()), Goal);
        yield return new("Is it open", dayByDay, Call("IsOpen", () => hours.IsOpen(Working.End) ? 1 : 0), Goal);
    }

    private static PureCall Call(string name, Func<long> work) => new(name, count =>
    {
        var sum = 0L;
        for (var i = 0; i < count; i++)
        {
            sum += work();
        }

        return sum;
    });

    private static long Split()
    {
        var days = 0;
        foreach (var _ in LocalDays.Split(Learning, Zone))
        {
            days++;
        }

        return days;
    }

    private static long SplitByMidnights()
    {
        var (days, end) = (0, Learning.End);
        for (var (start, date) = (Learning.Start, Learning.Start.InZone(Zone).Date); start < end; date = date.PlusDays(1))
        {
            start = Instant.Min(end, date.PlusDays(1).AtStartOfDayInZone(Zone).ToInstant());
            days++;
        }

        return days;
    }

    private static long OpenDayByDay()
    {
        var open = Duration.Zero;
        for (var date = Working.Start.InZone(Zone).Date; date <= Working.End.InZone(Zone).Date; date = date.PlusDays(1))
        {
            if (date.DayOfWeek <= IsoDayOfWeek.Friday && date.Day != 3)
            {
                var start = date.At(new LocalTime(9, 0)).InZoneLeniently(Zone).ToInstant();
                var end = date.At(new LocalTime(17, 0)).InZoneLeniently(Zone).ToInstant();
                open += Duration.Max(Duration.Zero, Instant.Min(end, Working.End) - Instant.Max(start, Working.Start)) - Duration.FromHours(1);
            }
        }

        return open.BclCompatibleTicks;
    }
}
