using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class TickScheduleTests
{
    [Fact]
    public void Neighbours_indexes_and_counts_equal_a_loop_that_adds_one_period_after_another() => Law.Holds(
        Prop.ForAll(Law.Any<long>(), Law.Any<ushort>(), Law.Any<int>(), (activation, period, seed) =>
        {
            var start = Microseconds.FromUnixTimeMicroseconds(activation % 4_000_000_000_000_000) + Duration.FromNanoseconds(seed & 1023);
            var ticks = new TickSchedule(start, Microseconds.ToDuration(period + 1L));
            var loop = Loop(start, ticks.Period, 40);
            var random = new Random(seed);
            return Enumerable.Range(0, 30).All(_ =>
            {
                var (at, until) = (Near(random, start, ticks.Period), Near(random, start, ticks.Period));
                return ticks.Next(at)?.Instant == loop.First(tick => tick > at)
                    && ticks.Previous(at)?.Instant == loop.Where(tick => tick < at).Select(tick => (Instant?)tick).LastOrDefault()
                    && ticks.IndexAtOrBefore(at) == loop.Count(tick => tick <= at)
                    && ticks.Count(new Interval(null, at)) == loop.Count(tick => tick < at)
                    && (until < at || ticks.Count(new Interval(at, until)) == loop.Count(tick => tick >= at && tick < until));
            });
        }));

    [Fact]
    public void Boundary_k_lies_exactly_k_periods_after_the_activation_however_far() => Law.Holds(
        Prop.ForAll(Law.Any<int>(), Law.Any<uint>(), Law.Any<uint>(), (activation, period, k) =>
        {
            var ticks = new TickSchedule(Instant.FromUnixTimeSeconds(activation), Microseconds.ToDuration(period + 1L));
            return ticks.At(k) is not { } boundary
                || (boundary == ticks.Activation + ticks.Period * (long)k
                    && ticks.IndexAtOrBefore(boundary) == k
                    && ticks.IndexAtOrBefore(boundary - Duration.Epsilon) == Math.Max(0, k - 1L)
                    && (k == 0 || ticks.Next(boundary - Duration.Epsilon)?.Instant == boundary));
        }),
        cases: 1_000);

    private static List<Instant> Loop(Instant activation, Duration period, int count)
    {
        var ticks = new List<Instant> { activation + period };
        while (ticks.Count < count)
        {
            ticks.Add(ticks[^1] + period);
        }

        return ticks;
    }

    /// <summary>Somewhere from five periods before the activation to thirty after, often on a boundary or a nanosecond beside it.</summary>
    private static Instant Near(Random random, Instant activation, Duration period) => random.Next(4) switch
    {
        0 => activation + period * random.Next(-5, 30),
        1 => activation + period * random.Next(-5, 30) + Duration.Epsilon * (random.Next(2) * 2 - 1),
        _ => activation + period * (random.NextDouble() * 35 - 5),
    };
}
