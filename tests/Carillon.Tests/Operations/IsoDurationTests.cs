using Carillon.Operations;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Operations;

public sealed class IsoDurationTests
{
    [Theory]
    [InlineData(0, "PT0S")]
    [InlineData(600, "PT10M")]
    [InlineData(5400, "PT1H30M")]
    [InlineData(86_400, "P1D")]
    [InlineData(129_601, "P1DT12H1S")]
    [InlineData(-90, "-PT1M30S")]
    [InlineData(1.5, "PT1.5S")]
    [InlineData(-0.000001, "-PT0.000001S")]
    public void Is_written_in_its_shortest_form(double seconds, string text) => IsoDuration.Format(Duration.FromSeconds(seconds)).ShouldBe(text);

    [Theory]
    [InlineData("PT36H", 129_600)]
    [InlineData("P1DT12H", 129_600)]
    [InlineData("P1W", 604_800)]
    [InlineData("PT-10M", -600)]
    [InlineData("PT0.25S", 0.25)]
    public void Is_read_in_every_form_of_fixed_length(string text, double seconds)
    {
        IsoDuration.TryParse(text, out var duration).ShouldBeTrue();
        duration.ShouldBe(Duration.FromSeconds(seconds));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("10m")]
    [InlineData("10:00")]
    [InlineData("PT")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("PT10M ")]
    [InlineData("P9999999999999999W")]
    [InlineData("P2000000000D")]
    public void Refuses_what_is_no_fixed_length_or_out_of_range(string? text) => IsoDuration.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Every_duration_survives_its_text() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<long>(),
            ArbMap.Default.ArbFor<int>(),
            (nanoseconds, days) =>
            {
                var duration = Duration.FromNanoseconds(nanoseconds) + Duration.FromDays(days % 1_000_000);
                return IsoDuration.TryParse(IsoDuration.Format(duration), out var read) && read == duration;
            }));
}
