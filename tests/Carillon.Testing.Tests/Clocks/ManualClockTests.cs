using Carillon.Testing.Clocks;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Testing.Tests.Clocks;

public sealed class ManualClockTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 1, 1, 12, 0);
    private readonly ManualClock _clock = new(Noon);

    [Fact]
    public void Stands_still_until_told()
    {
        _clock.GetCurrentInstant().ShouldBe(Noon);
        _clock.Advance(Duration.FromMinutes(5)).ShouldBe(Noon + Duration.FromMinutes(5));
        _clock.AdvanceTo(Noon + Duration.FromHours(1));

        _clock.GetCurrentInstant().ShouldBe(Noon + Duration.FromHours(1));
    }

    [Fact]
    public void Goes_back_only_when_asked()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => _clock.Advance(-Duration.Epsilon));
        Should.Throw<ArgumentOutOfRangeException>(() => _clock.AdvanceTo(Noon - Duration.FromSeconds(1)));
        Should.Throw<ArgumentOutOfRangeException>(() => _clock.TurnBack(Noon + Duration.FromSeconds(1)));
        _clock.GetCurrentInstant().ShouldBe(Noon);

        _clock.TurnBack(Noon - Duration.FromSeconds(1));

        _clock.GetCurrentInstant().ShouldBe(Noon - Duration.FromSeconds(1));
    }

    [Theory]
    [InlineData(1_999, 1)]
    [InlineData(2_000, 2)]
    [InlineData(-1, -1)]
    public void Cuts_to_microseconds_downwards(long nanoseconds, long microseconds) =>
        new ManualClock(NodaConstants.UnixEpoch + Duration.FromNanoseconds(nanoseconds)).GetCurrentInstant()
            .ShouldBe(NodaConstants.UnixEpoch + Duration.FromNanoseconds(microseconds * 1000));

    [Fact]
    public void Many_threads_lose_no_step()
    {
        Parallel.For(0, 1000, _ => _clock.Advance(Duration.FromSeconds(1)));

        _clock.GetCurrentInstant().ShouldBe(Noon + Duration.FromSeconds(1000));
    }
}
