using Carillon.Benchmarks.Harness;
using Carillon.Time;
using NodaTime;

namespace Carillon.Benchmarks.Time;

/// <summary>Which tick it is, and when a tick is, against the bare arithmetic on microseconds.</summary>
internal static class TickQuestions
{
    private const int Instants = 16;
    private static readonly PureTarget Goal = new(5, 0);
    private static readonly Duration Period = Duration.FromMinutes(10);

    public static IEnumerable<TimeQuestion> All()
    {
        // Several instants, so that the answer cannot be worked out once before the loop.
        var activation = Instant.FromUtc(2026, 1, 1, 0, 0);
        var asked = Enumerable.Range(0, Instants).Select(i => Instant.FromUtc(2026, 7, 1, 12, 34) + Duration.FromMinutes(7 * i)).ToArray();
        var micros = asked.Select(instant => instant.ToUnixTimeMicroseconds()).ToArray();
        var ticks = new TickSchedule(activation, Period);
        var (start, period) = (activation.ToUnixTimeMicroseconds(), Period.ToMicroseconds());
        var bare = new PureCall("bare division", count =>
        {
            var sum = 0L;
            for (var i = 0; i < count; i++)
            {
                sum += (micros[i % Instants] - start) / period;
            }

            return sum;
        });
        yield return new("Which tick is it", bare, new("index", count =>
        {
            var sum = 0L;
            for (var i = 0; i < count; i++)
            {
                sum += ticks.IndexAtOrBefore(asked[i % Instants]);
            }

            return sum;
        }), Goal);
        yield return new("When is a tick", bare, new("instant", count =>
        {
            var found = 0L;
            for (var i = 0; i < count; i++)
            {
                found += ticks.At(26_067 + i % Instants).HasValue ? 1 : 0;
            }

            return found;
        }), Goal);
    }
}
