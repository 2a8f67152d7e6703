using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class TickScheduleTests
{
    private static readonly Instant Activation = Instant.FromUtc(2026, 3, 1, 10, 0);
    private static readonly TickSchedule TenMinutes = new(Activation, Duration.FromMinutes(10));

    [Fact]
    public void The_first_tick_falls_due_one_period_after_the_activation()
    {
        TenMinutes.Next(Activation - Duration.FromDays(3))!.Value.Instant.ShouldBe(Minute(10));
        TenMinutes.Next(Activation)!.Value.Instant.ShouldBe(Minute(10));
        TenMinutes.Next(Minute(10))!.Value.Instant.ShouldBe(Minute(20));
        TenMinutes.Next(Minute(20) - Duration.Epsilon)!.Value.Instant.ShouldBe(Minute(20));
    }

    [Fact]
    public void Nothing_comes_before_the_first_tick()
    {
        TenMinutes.Previous(Activation).ShouldBeNull();
        TenMinutes.Previous(Minute(10)).ShouldBeNull();
        TenMinutes.Previous(Minute(10) + Duration.Epsilon)!.Value.Instant.ShouldBe(Minute(10));
        TenMinutes.Previous(Minute(20))!.Value.Instant.ShouldBe(Minute(10));
    }

    [Fact]
    public void The_index_is_the_number_of_ticks_that_have_come()
    {
        TenMinutes.IndexAtOrBefore(Instant.MinValue).ShouldBe(0);
        TenMinutes.IndexAtOrBefore(Activation).ShouldBe(0);
        TenMinutes.IndexAtOrBefore(Minute(10) - Duration.Epsilon).ShouldBe(0);
        TenMinutes.IndexAtOrBefore(Minute(10)).ShouldBe(1);
        TenMinutes.IndexAtOrBefore(Minute(39)).ShouldBe(3);
        TenMinutes.At(0).ShouldBe(Activation);
        TenMinutes.At(3).ShouldBe(Minute(30));
        Should.Throw<ArgumentOutOfRangeException>(() => TenMinutes.At(-1));
    }

    [Fact]
    public void A_count_includes_the_start_and_not_the_end()
    {
        TenMinutes.Count(new Interval(Activation, Minute(10))).ShouldBe(0);
        TenMinutes.Count(new Interval(Minute(10), Minute(20))).ShouldBe(1);
        TenMinutes.Count(new Interval(Minute(10), Minute(20) + Duration.Epsilon)).ShouldBe(2);
        TenMinutes.Count(new Interval(null, Minute(31))).ShouldBe(3);
        TenMinutes.Count(new Interval(Minute(10), Minute(10))).ShouldBe(0);
    }

    [Fact]
    public void An_occurrence_reads_the_time_of_utc()
    {
        TenMinutes.Next(Activation).ShouldBe(
            new Occurrence(Minute(10), new LocalDateTime(2026, 3, 1, 10, 10), Offset.Zero, OccurrenceKind.Regular));
    }

    [Fact]
    public void Past_the_end_of_time_there_is_no_tick_and_no_exception()
    {
        var late = new TickSchedule(Instant.MaxValue - Duration.FromMinutes(25), Duration.FromMinutes(10));

        late.At(2).ShouldNotBeNull();
        late.At(3).ShouldBeNull();
        late.At(long.MaxValue).ShouldBeNull();
        late.Next(Instant.MaxValue).ShouldBeNull();
        late.Previous(Instant.MaxValue)!.Value.Instant.ShouldBe(late.At(2)!.Value);
        late.Count(new Interval(null, null)).ShouldBe(2);
        late.Count(new Interval(late.At(2)!.Value, null)).ShouldBe(1);
        new TickSchedule(Instant.MinValue, Duration.MaxValue - Duration.FromNanoseconds(999)).Next(Instant.MinValue).ShouldBeNull();
        new TickSchedule(Instant.MinValue, Microseconds.ToDuration(1)).IndexAtOrBefore(Instant.MaxValue).ShouldBeGreaterThan(1L << 59);
    }

    [Fact]
    public void A_period_must_be_positive_and_of_whole_microseconds()
    {
        Should.Throw<ArgumentException>(() => new TickSchedule(Activation, Duration.Zero));
        Should.Throw<ArgumentException>(() => new TickSchedule(Activation, Duration.FromSeconds(-1)));
        Should.Throw<ArgumentException>(() => new TickSchedule(Activation, Duration.FromNanoseconds(1)));
        Should.Throw<ArgumentException>(() => new TickSchedule(Activation, Duration.FromNanoseconds(1_001)));
    }

    private static Instant Minute(int minute) => Activation + Duration.FromMinutes(minute);
}
