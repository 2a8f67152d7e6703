using System.Globalization;
using Shouldly;
using Xunit;

namespace Carillon.Time.Tests;

public sealed class ScheduleWordsTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("vi")]
    public void Two_hundred_recorded_expressions_read_as_they_were_approved(string language)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Words", $"{language}.tsv"));
        lines.Length.ShouldBeGreaterThanOrEqualTo(200);
        var wrong = new List<string>();
        foreach (var fields in lines.Select(line => line.Split('\t')))
        {
            var description = CronExpression.Parse(fields[1], CronDialect.Find(fields[0])!).Describe(CultureInfo.GetCultureInfo(language));
            if (description != fields[2])
            {
                wrong.Add($"{fields[0]}\t{fields[1]}\t{description}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("weekly Mon,Wed 19:00", "en", "At 19:00 on Monday and Wednesday")]
    [InlineData("weekly Mon,Wed 19:00", "fr", "À 19 h le lundi et le mercredi")]
    [InlineData("weekly Mon,Wed 19:00", "vi", "Lúc 19:00 vào thứ Hai và thứ Tư")]
    [InlineData("weekly Mon-Sun 08:00,19:30", "en", "At 08:00 and 19:30 every day")]
    [InlineData("monthly 1,-1,2Mon,-1Fri 06:00", "en", "At 06:00 on the 1st, the last day, the second Monday and the last Friday of the month")]
    [InlineData("monthly 1,-1,2Mon,-1Fri 06:00", "fr", "À 6 h le 1er, le dernier jour, le deuxième lundi et le dernier vendredi du mois")]
    [InlineData("monthly 1,-1,2Mon,-1Fri 06:00", "vi", "Lúc 06:00 vào ngày 1, ngày cuối cùng, thứ Hai lần thứ 2 và thứ Sáu cuối cùng của tháng")]
    [InlineData("once 2026-11-01T01:30:00", "en", "Once, at 01:30 on 1 November 2026")]
    [InlineData("once 2026-11-01T01:30:00", "fr", "Une seule fois, le 1er novembre 2026 à 1 h 30")]
    [InlineData("once 2026-11-01T01:30:00", "vi", "Một lần, lúc 01:30 ngày 1 tháng 11 năm 2026")]
    [InlineData("weekly Mon 19:00 and monthly 1 09:00 except 2026-06-01", "en", "At 19:00 on Monday; also at 09:00 on the 1st of the month, except 1 June 2026")]
    [InlineData("cron:quartz 0 0 12 LW-2,LW-1 * ?", "en", "At 12:00 on the day 2 days before the last weekday and the day before the last weekday of the month")]
    [InlineData("cron:quartz 0 0 12 LW-2,LW-1 * ?", "fr", "À 12 h le 2e jour avant le dernier jour ouvrable et le jour avant le dernier jour ouvrable du mois")]
    [InlineData("cron:quartz 0 0 12 LW-2 * ?", "vi", "Lúc 12:00 vào ngày thứ 2 trước ngày làm việc cuối cùng của tháng")]
    [InlineData("every PT90M from 2026-01-01T00:00:00Z", "en", "Every 90 minutes (2026-01-01T00:00:00Z)")]
    [InlineData("rrule DTSTART:20260105T190000 RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10", "en", "Every 2 weeks on Monday and Wednesday at 19:00 from 5 January 2026, 10 times in all")]
    [InlineData("rrule DTSTART:20260105T190000 RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20261231T235959", "fr", "Tous les mois le dernier vendredi du mois à 19 h à partir du 5 janvier 2026 jusqu’au 31 décembre 2026")]
    [InlineData("rrule DTSTART:20260105T190000 RRULE:FREQ=YEARLY", "vi", "Mỗi năm vào ngày 5 của tháng 1 lúc 19:00 kể từ ngày 5 tháng 1 năm 2026")]
    public void Every_kind_of_schedule_has_words(string text, string language, string description) =>
        ScheduleText.Parse(text).Describe(CultureInfo.GetCultureInfo(language)).ShouldBe(description);

    [Fact]
    public void A_language_without_words_is_English() =>
        ScheduleText.Parse("weekly Mon 19:00").Describe(CultureInfo.InvariantCulture).ShouldBe("At 19:00 on Monday");
}
