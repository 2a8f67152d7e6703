using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests.Cron;

public sealed partial class CronExpressionTests
{
    private static readonly LocalDateTime Start = new(2026, 1, 1, 0, 0, 0);

    [Fact]
    public void The_days_are_those_of_the_definition() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, Law.Any<ushort>(), (cron, days) =>
        {
            var naive = new NaiveCron(cron.Text, cron.Dialect);
            var expression = cron.Parse();
            return Enumerable.Range(days % 20_000 - 5_000, 60).Select(Start.Date.PlusDays).All(date =>
                naive.Matches(date) == (expression.NextLocal(date.AtMidnight(), inclusive: true)?.Date == date));
        }),
        cases: 400);

    [Fact]
    public void The_times_of_a_day_are_those_of_the_definition_forward_and_backward() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, Law.Any<uint>(), (cron, seconds) =>
        {
            var expression = cron.Parse();
            var naive = new NaiveCron(cron.Text, cron.Dialect);
            var from = Start.PlusSeconds(seconds % 200_000_000);
            var span = Enumerable.Range(0, 4_000).Select(second => from.PlusSeconds(second)).ToList();
            var expected = span.Where(naive.Matches).ToList();
            return expected.SequenceEqual(Forward(expression, span[0], span[^1])) && expected.SequenceEqual(Backward(expression, span[0], span[^1]).Reverse());
        }),
        cases: 300);

    [Fact]
    public void The_next_is_the_first_that_matches_and_the_previous_of_it_is_none_in_between() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, Law.Any<int>(), Law.Any<bool>(), (cron, seconds, inclusive) =>
        {
            var expression = cron.Parse();
            var naive = new NaiveCron(cron.Text, cron.Dialect);
            var from = Start.PlusSeconds(seconds);
            if (expression.NextLocal(from, inclusive) is not { } next)
            {
                return expression.PreviousLocal(LocalDateTime.MaxIsoValue, inclusive: true) is not { } last || last < from || (last == from && !inclusive);
            }

            var before = expression.PreviousLocal(next, inclusive: false);
            return naive.Matches(next) && (inclusive ? next >= from : next > from)
                && (before is null || (inclusive ? before < from : before <= from))
                && expression.PreviousLocal(next, inclusive: true) == next
                && (before is null || expression.NextLocal(before.Value, inclusive: false) == next);
        }),
        cases: 2_000);

    [Fact]
    public void Reading_the_canonical_text_gives_an_equal_expression_and_the_same_text() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, cron =>
        {
            var expression = cron.Parse();
            var again = CronExpression.Parse(expression.ToString(), cron.Dialect);
            return again.Equals(expression) && again.GetHashCode() == expression.GetHashCode() && again.ToString() == expression.ToString()
                && again.IsInterval == expression.IsInterval;
        }),
        cases: 2_000);

    [Fact]
    public void Equal_expressions_have_the_same_times() => Law.Holds(
        Prop.ForAll(AnyCron.Arbitrary, Law.Any<ushort>(), (cron, days) =>
        {
            var expression = cron.Parse();
            var again = CronExpression.Parse(expression.ToString(), cron.Dialect);
            var naive = new NaiveCron(cron.Text, cron.Dialect);
            var rewritten = new NaiveCron(expression.ToString(), cron.Dialect);
            return Enumerable.Range(days % 10_000, 40).Select(Start.Date.PlusDays).All(date => naive.Matches(date) == rewritten.Matches(date))
                && Enumerable.Range(0, 1_500).Select(minute => Start.PlusSeconds(minute * 61L)).All(time => !naive.Matches(time) || rewritten.Matches(time))
                && again.NextLocal(Start, inclusive: true) == expression.NextLocal(Start, inclusive: true);
        }),
        cases: 300);

    private static IEnumerable<LocalDateTime> Forward(LocalSchedule schedule, LocalDateTime first, LocalDateTime last)
    {
        for (var next = schedule.NextLocal(first, inclusive: true); next <= last; next = schedule.NextLocal(next.Value, inclusive: false))
        {
            yield return next.Value;
        }
    }

    private static IEnumerable<LocalDateTime> Backward(LocalSchedule schedule, LocalDateTime first, LocalDateTime last)
    {
        for (var previous = schedule.PreviousLocal(last, inclusive: true); previous >= first; previous = schedule.PreviousLocal(previous.Value, inclusive: false))
        {
            yield return previous.Value;
        }
    }
}
