using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed class MicrosecondsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(999, 0)]
    [InlineData(1_000, 1)]
    [InlineData(-1, -1)]
    [InlineData(-1_000, -1)]
    [InlineData(-1_001, -2)]
    public void Fractions_are_dropped_towards_the_past_before_1970_too(long nanoseconds, long microseconds)
    {
        var duration = Duration.FromNanoseconds(nanoseconds);
        var instant = NodaConstants.UnixEpoch + duration;

        instant.ToUnixTimeMicroseconds().ShouldBe(microseconds);
        instant.TruncateToMicroseconds().ShouldBe(Microseconds.FromUnixTimeMicroseconds(microseconds));
        duration.ToMicroseconds().ShouldBe(microseconds);
        (instant - instant.TruncateToMicroseconds()).ShouldBeInRange(Duration.Zero, Duration.FromNanoseconds(999));
    }

    [Fact]
    public void The_whole_range_converts_and_beyond_it_is_refused()
    {
        foreach (var instant in new[] { Instant.MinValue, Instant.MaxValue })
        {
            Microseconds.FromUnixTimeMicroseconds(instant.ToUnixTimeMicroseconds()).ShouldBe(instant.TruncateToMicroseconds());
        }

        foreach (var duration in new[] { Duration.MinValue.ToMicroseconds(), Duration.MaxValue.ToMicroseconds() })
        {
            Microseconds.ToDuration(duration).ToMicroseconds().ShouldBe(duration);
        }

        Should.Throw<ArgumentOutOfRangeException>(() => Microseconds.FromUnixTimeMicroseconds(long.MaxValue));
        Should.Throw<ArgumentOutOfRangeException>(() => Microseconds.FromUnixTimeMicroseconds(long.MinValue));
        Should.Throw<ArgumentOutOfRangeException>(() => Microseconds.ToDuration(long.MaxValue));
        Should.Throw<ArgumentOutOfRangeException>(() => Microseconds.ToDuration(long.MinValue));
    }
}
