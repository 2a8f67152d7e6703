using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class ScheduleTextTests
{
    [Theory]
    [InlineData("weekly Mon,Wed 19:00", "weekly Mon,Wed 19:00")]
    [InlineData("WEEKLY  monday,tuesday,WED,sun\t09:30,08:00:05", "weekly Mon-Wed,Sun 08:00:05,09:30")]
    [InlineData("weekly Mon-Fri,Tue 09:00", "weekly Mon-Fri 09:00")]
    [InlineData("monthly 2mon,15,1,-1,-1Fri 06:00", "monthly 1,15,-1,2Mon,-1Fri 06:00")]
    [InlineData("once 2026-11-01T01:30:00", "once 2026-11-01T01:30:00")]
    [InlineData("cron:vixie */15 9-17 * * Mon-Fri", "cron:vixie */15 9-17 * * 1-5")]
    [InlineData("cron:QUARTZ 0 0 12 L * ?", "cron:quartz 0 0 12 L * ?")]
    [InlineData("rrule DTSTART:20260105T190000 RRULE:COUNT=10;FREQ=weekly;BYDAY=we,mo", "rrule DTSTART:20260105T190000 RRULE:FREQ=WEEKLY;COUNT=10;BYDAY=WE,MO")]
    [InlineData("every PT90M from 2026-01-01T00:00:00Z", "every PT1H30M from 2026-01-01T00:00:00Z")]
    [InlineData("weekly Mon 19:00 and monthly 1 09:00 except 2026-06-01,2026-05-01", "weekly Mon 19:00 and monthly 1 09:00 except 2026-05-01,2026-06-01")]
    [InlineData("weekly Mon 19:00 except [weekly Mon 19:00 except 2026-06-01]", "weekly Mon 19:00 except [weekly Mon 19:00 except 2026-06-01]")]
    [InlineData("[weekly Mon 19:00 except 2026-06-01] and [once 2026-06-02T19:00:00 and weekly Tue 08:00]", "weekly Mon 19:00 except 2026-06-01 and once 2026-06-02T19:00:00 and weekly Tue 08:00")]
    [InlineData("cron:posix 0 * * * * except cron:posix 0 12 * * *", "cron:posix 0 * * * * except cron:posix 0 12 * * *")]
    [InlineData("cron:vixie\n*/15\r\n9-17 * \u00a0* Mon-Fri\n", "cron:vixie */15 9-17 * * 1-5")]
    [InlineData("weekly Mon 19:00 except 2026-06-01,-0001-12-27", "weekly Mon 19:00 except -0001-12-27,2026-06-01")]
    public void A_text_has_one_canonical_form_that_reads_back(string text, string canonical)
    {
        var read = ScheduleText.Parse(text);

        read.ToString().ShouldBe(canonical);
        ScheduleText.Parse(canonical).ShouldBe(read);
    }

    [Theory]
    [InlineData("", null, 0, 0)]
    [InlineData("  ", null, 2, 0)]
    [InlineData("hourly", null, 0, 6)]
    [InlineData("weekly", "weekly", 6, 0)]
    [InlineData("weekly Mon,Foo 19:00", "weekly", 11, 3)]
    [InlineData("weekly Mon,,Tue 19:00", "weekly", 11, 0)]
    [InlineData("weekly Fri-Mon 19:00", "weekly", 7, 7)]
    [InlineData("weekly Mon 19:00,25:00", "weekly", 17, 5)]
    [InlineData("weekly Mon", "weekly", 10, 0)]
    [InlineData("monthly 0 19:00", "monthly", 8, 1)]
    [InlineData("monthly 32 19:00", "monthly", 8, 2)]
    [InlineData("monthly 6Mon 19:00", "monthly", 8, 4)]
    [InlineData("monthly 99999999999 19:00", "monthly", 8, 11)]
    [InlineData("once 2026-02-30T01:30:00", "once", 5, 19)]
    [InlineData("cron:hangfire * * * * *", "cron", 5, 8)]
    [InlineData("weekly Mon 19:00 and cron:vixie 61 * * * *", "minutes", 32, 2)]
    [InlineData("weekly Mon 19:00 and cron:vixie\n\n61\t* * * *", "minutes", 33, 2)]
    [InlineData("rrule DTSTART:20260105T190000 RRULE:FREQ=HOURLY", "FREQ", 41, 6)]
    [InlineData("every PT0S from 2026-01-01T00:00:00Z", "every", 6, 4)]
    [InlineData("every P1M from 2026-01-01T00:00:00Z", "every", 6, 3)]
    [InlineData("every PT1H since 2026-01-01T00:00:00Z", "from", 11, 5)]
    [InlineData("every PT1H from tomorrow", "from", 16, 8)]
    [InlineData("every PT1H from 2026-01-01T00:00:00Z and weekly Mon 19:00", null, 37, 3)]
    [InlineData("weekly Mon 19:00 and every PT1H", null, 21, 5)]
    [InlineData("weekly Mon 19:00 or weekly Tue 19:00", null, 17, 2)]
    [InlineData("weekly Mon 19:00 except 2026-02-30", "except", 24, 10)]
    [InlineData("[weekly Mon 19:00", null, 17, 0)]
    [InlineData("weekly Mon 19:00]", null, 16, 1)]
    public void An_error_names_the_place(string text, string? field, int offset, int length)
    {
        var error = ScheduleText.TryParse(text).Error.ShouldNotBeNull();

        (error.Field, error.Offset, error.Length).ShouldBe((field, offset, length), error.Message);
        error.Message.ShouldEndWith(".");
        error.Expected.ShouldNotBeEmpty();
        Should.Throw<ScheduleFormatException>(() => ScheduleText.Parse(text)).Error.ShouldBe(error);
    }

    [Fact]
    public void Elapsed_time_ignores_the_zone_and_local_time_does_not()
    {
        var berlin = Zones.Get("Europe/Berlin");
        var at = Instant.FromUtc(2026, 3, 28, 18, 0);

        ScheduleText.Parse("every PT24H from 2026-03-27T18:00:00Z").In(berlin).Next(at)!.Value.Instant.ShouldBe(at + Duration.FromHours(24));
        ScheduleText.Parse("weekly Mon-Sun 19:00").In(berlin).Next(at)!.Value.Instant.ShouldBe(at + Duration.FromHours(23));
    }

    [Fact]
    public void A_text_brings_the_tradition_of_its_dialect()
    {
        var berlin = Zones.Get("Europe/Berlin");
        var gap = Instant.FromUtc(2026, 3, 29, 0, 0);

        ScheduleText.Parse("cron:spring 0 30 2 * * *").In(berlin).Next(gap)!.Value.Scheduled.ShouldBe(new LocalDateTime(2026, 3, 30, 2, 30));
        ScheduleText.Parse("weekly Sun 02:30").In(berlin).Next(gap)!.Value.Kind.ShouldBe(OccurrenceKind.ShiftedFromGap);
        ScheduleText.Parse("weekly Sun 02:30").In(berlin, DstPolicy.Cronos).Next(gap)!.Value.Kind.ShouldBe(OccurrenceKind.MovedToGapEnd);
    }
}
