using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class IntervalSetTests
{
    [Fact]
    public void Touching_and_overlapping_intervals_become_one_and_empty_ones_vanish()
    {
        var set = IntervalSet.Of(Seconds.Between(50, 60), Seconds.Between(10, 20), Seconds.Between(20, 30), Seconds.Between(25, 40), Seconds.Between(45, 45));

        set.ShouldBe([Seconds.Between(10, 40), Seconds.Between(50, 60)]);
        set.TotalDuration.ShouldBe(Duration.FromSeconds(40));
        set.Bounds.ShouldBe(Seconds.Between(10, 60));
    }

    [Fact]
    public void An_empty_set_has_no_bounds_and_no_duration()
    {
        IntervalSet.Empty.Bounds.ShouldBeNull();
        IntervalSet.Empty.TotalDuration.ShouldBe(Duration.Zero);
        IntervalSet.Of(Seconds.Between(3, 3)).ShouldBe(IntervalSet.Empty);
        IntervalSet.Empty.Contains(default).ShouldBeFalse();
    }

    [Fact]
    public void Unbounded_intervals_are_refused()
    {
        Should.Throw<ArgumentException>(() => IntervalSet.Of(new Interval(null, default(Instant))));
        Should.Throw<ArgumentException>(() => IntervalSet.Of(Seconds.Between(1, 2), new Interval(default(Instant), null)));
    }

    [Fact]
    public void The_end_of_an_interval_is_not_in_the_set()
    {
        var set = IntervalSet.Of(Seconds.Between(10, 20), Seconds.Between(30, 40));

        set.Contains(Seconds.At(9)).ShouldBeFalse();
        set.Contains(Seconds.At(10)).ShouldBeTrue();
        set.Contains(Seconds.At(20)).ShouldBeFalse();
        set.Contains(Seconds.At(39)).ShouldBeTrue();
        set.Contains(Seconds.At(40)).ShouldBeFalse();
    }

    [Fact]
    public void A_window_may_be_open_on_either_side()
    {
        var set = IntervalSet.Of(Seconds.Between(10, 20), Seconds.Between(30, 40));

        set.Clip(new Interval(Seconds.At(15), null)).ShouldBe([Seconds.Between(15, 20), Seconds.Between(30, 40)]);
        set.Clip(new Interval(null, Seconds.At(35))).ShouldBe([Seconds.Between(10, 20), Seconds.Between(30, 35)]);
        set.Clip(new Interval(null, null)).ShouldBe(set);
        set.Clip(Seconds.Between(20, 30)).ShouldBe(IntervalSet.Empty);
    }

    [Fact]
    public void A_gap_as_long_as_allowed_does_not_break_a_run_and_a_longer_one_does()
    {
        Instant[] activity = [Seconds.At(30), Seconds.At(0), Seconds.At(10), Seconds.At(10), Seconds.At(41), Seconds.At(100)];

        IntervalSet.Runs(activity, Duration.FromSeconds(20)).ShouldBe([Seconds.Between(0, 41)]);
        IntervalSet.Runs(activity, Duration.FromSeconds(19)).ShouldBe([Seconds.Between(0, 10), Seconds.Between(30, 41)]);
        IntervalSet.Runs(activity, Duration.Zero).ShouldBe(IntervalSet.Empty);
        IntervalSet.Runs([], Duration.FromSeconds(20)).ShouldBe(IntervalSet.Empty);
        Should.Throw<ArgumentOutOfRangeException>(() => IntervalSet.Runs(activity, Duration.FromSeconds(-1)));
    }

    [Fact]
    public void Equal_sets_are_equal_however_they_were_built()
    {
        var left = IntervalSet.Of(Seconds.Between(0, 10), Seconds.Between(10, 20));
        var right = IntervalSet.Of(Seconds.Between(0, 20));

        left.Equals(right).ShouldBeTrue();
        left.GetHashCode().ShouldBe(right.GetHashCode());
        left.Equals((object)IntervalSet.Empty).ShouldBeFalse();
        left.ToString().ShouldBe("{1970-01-01T00:00:00Z/1970-01-01T00:00:20Z}");
    }
}
