using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class IntervalSetTests
{
    [Fact]
    public void Operations_do_to_intervals_what_set_operations_do_to_instants() => Law.Holds(Prop.ForAll(
        Law.Any<byte[]>(),
        Law.Any<byte[]>(),
        (left, right) =>
        {
            var (mine, theirs) = (Seconds.Covered(Seconds.Intervals(left)), Seconds.Covered(Seconds.Intervals(right)));
            var (a, b) = (Set(left), Set(right));
            return Seconds.Holds(a, mine)
                && Seconds.Holds(a.Union(b), mine.Union(theirs).Order())
                && Seconds.Holds(a.Intersect(b), mine.Intersect(theirs))
                && Seconds.Holds(a.Subtract(b), mine.Except(theirs));
        }));

    [Fact]
    public void Laws_of_set_algebra() => Law.Holds(Prop.ForAll(
        Law.Any<byte[]>(),
        Law.Any<byte[]>(),
        Law.Any<byte[]>(),
        (first, second, third) =>
        {
            var (a, b, c) = (Set(first), Set(second), Set(third));
            return a.Union(b).Equals(b.Union(a)) && a.Intersect(b).Equals(b.Intersect(a))
                && a.Union(b.Union(c)).Equals(a.Union(b).Union(c)) && a.Intersect(b.Intersect(c)).Equals(a.Intersect(b).Intersect(c))
                && a.Intersect(b.Union(c)).Equals(a.Intersect(b).Union(a.Intersect(c)))
                && a.Subtract(b.Union(c)).Equals(a.Subtract(b).Subtract(c))
                && a.Subtract(b).Union(a.Intersect(b)).Equals(a)
                && a.Union(a).Equals(a) && a.Intersect(a).Equals(a) && a.Subtract(a).Equals(IntervalSet.Empty)
                && a.Union(b).TotalDuration + a.Intersect(b).TotalDuration == a.TotalDuration + b.TotalDuration;
        }));

    [Fact]
    public void Clipping_is_intersecting_with_one_interval() => Law.Holds(Prop.ForAll(
        Law.Any<byte[]>(),
        Law.Any<byte>(),
        Law.Any<byte>(),
        (bytes, from, to) => Seconds.Intervals([from, to])
            .All(window => Set(bytes).Clip(window).Equals(Set(bytes).Intersect(IntervalSet.Of(window))))));

    [Fact]
    public void Neither_order_nor_repetition_of_the_parts_matters() => Law.Holds(Prop.ForAll(
        Law.Any<byte[]>(),
        Law.Any<int>(),
        (bytes, seed) =>
        {
            var (intervals, instants, gap) = (Seconds.Intervals(bytes), Seconds.Instants(bytes), Gap(seed));
            return IntervalSet.Of(Disturb(intervals, seed)).Equals(IntervalSet.Of(intervals))
                && IntervalSet.Runs(Disturb(instants, seed), gap).Equals(IntervalSet.Runs(instants, gap));
        }));

    [Fact]
    public void An_instant_is_in_a_run_when_its_neighbours_are_close_enough() => Law.Holds(Prop.ForAll(
        Law.Any<byte[]>(),
        Law.Any<int>(),
        (bytes, seed) =>
        {
            var (instants, gap) = (Seconds.Instants(bytes), Gap(seed));
            return Seconds.Holds(IntervalSet.Runs(instants, gap), [.. Seconds.All.Where(second =>
            {
                var before = instants.Where(instant => instant <= Seconds.At(second)).ToArray();
                var after = instants.Where(instant => instant > Seconds.At(second)).ToArray();
                return before.Length > 0 && after.Length > 0 && after.Min() - before.Max() <= gap;
            })]);
        }));

    [Fact]
    public void One_more_instant_never_takes_time_away_and_adds_two_gaps_at_most() => Law.Holds(Prop.ForAll(
        Law.Any<byte[]>(),
        Law.Any<byte>(),
        Law.Any<int>(),
        (bytes, extra, seed) =>
        {
            var (gap, without) = (Gap(seed), IntervalSet.Runs(Seconds.Instants(bytes), Gap(seed)));
            var with = IntervalSet.Runs(Seconds.Instants([.. bytes, extra]), gap);
            return without.Subtract(with).Equals(IntervalSet.Empty) && with.TotalDuration - without.TotalDuration <= 2 * gap;
        }));

    private static IntervalSet Set(byte[] bytes) => IntervalSet.Of(Seconds.Intervals(bytes));

    private static Duration Gap(int seed) => Duration.FromSeconds((seed & 0xFFFF) % 9);

    private static T[] Disturb<T>(T[] items, int seed)
    {
        T[] doubled = [.. items, .. items.Where((_, index) => index % 3 == 0)];
        new Random(seed).Shuffle(doubled);
        return doubled;
    }
}
