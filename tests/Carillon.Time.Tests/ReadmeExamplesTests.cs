using System.Globalization;
using System.Text.RegularExpressions;
using Carillon.TestSupport;
using Carillon.Time;
using NodaTime.TimeZones;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

/// <summary>The examples of the README as they stand there; what a comment beside a line of output promises is what it writes.</summary>
public sealed partial class ReadmeExamplesTests
{
    private Recorder Console { get; } = new();

    [Fact]
    public void Activity_and_local_days()
    {
        // Activity from heartbeats: a gap of up to five minutes does not end a run.
        Instant start = Instant.FromUtc(2026, 3, 28, 22, 50);
        Instant[] heartbeats = [start, start + Duration.FromMinutes(5), start + Duration.FromMinutes(9), start + Duration.FromMinutes(12), start + Duration.FromMinutes(40)];
        IntervalSet active = IntervalSet.Runs(heartbeats, maxGap: Duration.FromMinutes(5));
        Console.WriteLine(active.TotalDuration.TotalMinutes);                            // 12

        // Which date does it count for, by the clocks in Berlin? Midnight there is 23:00 UTC.
        DateTimeZone berlin = new DateTimeZoneCache(TzdbDateTimeZoneSource.Default)["Europe/Berlin"];
        foreach (DaySegment segment in active.SelectMany(run => LocalDays.Split(run, berlin)))
        {
            Console.WriteLine($"{segment.Date:uuuu-MM-dd} {segment.Duration.TotalMinutes}");   // 2026-03-28 10, then 2026-03-29 2
        }

        // The clocks go forward that Sunday: the date lasts 23 hours.
        Console.WriteLine(LocalDays.Of(new LocalDate(2026, 3, 29), berlin).TotalDuration.TotalHours);   // 23

        // One deduction every ten minutes from the activation on.
        var deductions = new TickSchedule(start, Duration.FromMinutes(10));
        Console.WriteLine(deductions.Next(start)?.Instant);                              // 2026-03-28T23:00:00Z
        Console.WriteLine(deductions.IndexAtOrBefore(start + Duration.FromMinutes(35))); // 3

        Console.WroteWhatIsPromised(0);
    }

    [Fact]
    public void Cron_in_a_zone()
    {
        DateTimeZone newYork = DateTimeZoneProviders.Tzdb["America/New_York"];
        CronExpression cron = CronExpression.Parse("30 2 * * *", CronDialect.Vixie);
        ZonedSchedule nightly = cron.In(newYork);                                    // does what the dialect does when the clocks change
        ZonedSchedule skipping = cron.In(newYork, DstPolicy.Spring);                 // or what you choose

        // On 8 March 2026 the clocks of New York never show 02:30.
        Instant saturday = Instant.FromUtc(2026, 3, 7, 12, 0);
        Occurrence next = nightly.Next(saturday)!.Value;                             // strictly after; null when there is none
        Console.WriteLine(next.Instant);                                             // 2026-03-08T07:00:00Z
        Console.WriteLine(next.Identity);                                            // 2026-03-08T02:30:00#1
        Console.WriteLine(nightly.Explain(next.Instant));                            // The clocks never show 2026-03-08T02:30:00: …
        Console.WriteLine(nightly.Previous(next.Instant)?.Instant);                  // 2026-03-07T07:30:00Z
        Console.WriteLine(skipping.Next(saturday)?.Instant);                         // 2026-03-09T06:30:00Z
        Console.WriteLine(cron.Describe(CultureInfo.GetCultureInfo("fr")));          // À 2 h 30 tous les jours
        Console.WriteLine(CronExpression.TryParse("0 25 * * *", CronDialect.Vixie).Error?.Message);   // Hours: 25 is not a value from 0 to 23.

        Console.WroteWhatIsPromised(1);
    }

    [Fact]
    public void Schedules_and_events()
    {
        DateTimeZone berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        Schedule lessons = ScheduleText.Parse("weekly Mon,Wed 19:00 except 2026-12-23").In(berlin);
        var (from, to) = (Instant.FromUtc(2026, 12, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0));
        Console.WriteLine(lessons.Count(new Interval(from, to)));                    // 8

        // What has been missed, with a cap: years of a minutely schedule must not become millions of runs.
        MissedRuns missed = MissedRuns.Resolve(lessons, lastFired: from, now: to, new Misfire.Last(), cap: 5);
        Console.WriteLine($"{missed.Count}, more: {missed.Truncated}");              // 5, more: True
        Console.WriteLine(missed.Runs.Single().Identity);                            // 2026-12-30T19:00:00#1

        // People meant the local time: other rules move the instant, or say what has become of it.
        FutureEvent exam = FutureEvent.At(new LocalDateTime(2031, 6, 2, 9, 0), "Europe/Berlin", DateTimeZoneProviders.Tzdb);
        Console.WriteLine(exam.Instant);                                             // 2031-06-02T07:00:00Z
        Console.WriteLine(exam.Rederive(DateTimeZoneProviders.Tzdb).Kind);           // Unchanged

        Console.WroteWhatIsPromised(2);
    }

    [Fact]
    public void Business_hours_and_sessions()
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var office = new BusinessHours(zone, OpenWindow.On(new(9, 0), new(17, 0), IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday), [new LocalDate(2026, 6, 9)]);
        Instant friday = Instant.FromUtc(2026, 6, 5, 12, 0);
        Instant deadline = office.Deadline(friday, Duration.FromHours(10));          // the Tuesday is a holiday
        Console.WriteLine(deadline);                                                 // 2026-06-15T09:00:00Z
        Console.WriteLine(office.OpenDuration(new Interval(friday, deadline)).TotalHours);   // 10

        var margins = new SessionMargins(opensBefore: Duration.FromMinutes(15), lateFor: Duration.FromMinutes(10), closesAfter: Duration.FromMinutes(5));
        Occurrence lesson = ScheduleText.Parse("weekly Mon 19:00").In(zone).Next(friday)!.Value;
        SessionWindow window = margins.Around(lesson, Duration.FromMinutes(90));
        Console.WriteLine(window.Phase(lesson.Instant - Duration.FromMinutes(5)));   // Opening
        Console.WriteLine(window.Phase(lesson.Instant + Duration.FromMinutes(5)));   // Late

        Console.WroteWhatIsPromised(3);
    }

    [GeneratedRegex("""^```csharp\n.*?^```""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("""Console\.WriteLine\(.*\);\s*// (?<promise>.*)$""", RegexOptions.Multiline)]
    private static partial Regex Output();

    /// <summary>Takes the place of the console in the examples.</summary>
    private sealed class Recorder
    {
        private readonly List<string> _written = [];

        public void WriteLine(object? value) => _written.Add(string.Create(CultureInfo.InvariantCulture, $"{value}"));

        /// <summary>Compares with the comments beside the output of an example; an ellipsis stands for any rest.</summary>
        public void WroteWhatIsPromised(int example)
        {
            var promises = Output().Matches(Example().Matches(Readme.Text)[example].Value).SelectMany(line => line.Groups["promise"].Value.Trim().Split(", then ")).ToList();
            _written.Count.ShouldBe(promises.Count);
            foreach (var (promise, written) in promises.Zip(_written))
            {
                (promise.EndsWith('…') && written.StartsWith(promise[..^1], StringComparison.Ordinal) ? promise : written).ShouldBe(promise);
            }
        }
    }
}
