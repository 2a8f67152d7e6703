using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Carillon.Time.Tests;

public sealed partial class RecurrenceScheduleTests
{
    /// <summary>The text of any recurrence of the subset that starts in 2026.</summary>
    public static Gen<string> AnyText { get; } =
        from frequency in Gen.Elements("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
        from start in Gen.Choose(0, 364)
        from interval in Gen.Elements(1, 1, 2, 3, 5)
        from months in Some(Gen.Choose(1, 12).Select(Text))
        from monthDays in Some(Gen.OneOf(Gen.Choose(1, 31), Gen.Choose(-31, -1)).Select(Text))
        from days in Some(
            from number in frequency is "MONTHLY" or "YEARLY" ? Gen.Elements("", "", "1", "2", "-1", "5") : Gen.Constant("")
            from day in Gen.Elements("MO", "TU", "WE", "TH", "FR", "SA", "SU")
            select number + day)
        from positions in Some(Gen.Elements("1", "2", "-1", "5"))
        from weekStart in Gen.Elements("", ";WKST=SU", ";WKST=WE")
        from end in Gen.Elements("", ";UNTIL=20290401T120000", ";UNTIL=20290401T120000Z")
        from excluded in Gen.Elements("", " EXDATE:20260401T190000,20260706T190000", " EXDATE:20260401T190000,20260706T190000Z")
        let limits = List("BYMONTH", months) + List("BYMONTHDAY", frequency == "WEEKLY" ? [] : monthDays) + List("BYDAY", days)
        let first = new LocalDate(2026, 1, 1).PlusDays(start).ToString("uuuuMMdd", CultureInfo.InvariantCulture)
        select $"DTSTART:{first}T190000 RRULE:FREQ={frequency};INTERVAL={interval}{limits}{(limits.Length > 0 ? List("BYSETPOS", positions) : "")}{weekStart}{end}{excluded}";

    [Fact]
    public void Forward_and_backward_find_the_same_dates_and_the_text_reads_back() => Law.Holds(
        Prop.ForAll(AnyText.ToArbitrary(), text =>
        {
            var schedule = RecurrenceSchedule.Parse(text);
            var end = new LocalDateTime(2031, 1, 1, 0, 0);
            var forward = new List<LocalDateTime>();
            for (var at = schedule.NextLocal(new(2020, 1, 1, 0, 0), false); at < end; at = schedule.NextLocal(at.Value, false))
            {
                forward.Add(at.Value);
            }

            var backward = new List<LocalDateTime>();
            for (var at = schedule.PreviousLocal(end, false); at is not null; at = schedule.PreviousLocal(at.Value, false))
            {
                backward.Add(at.Value);
            }

            backward.Reverse();
            return forward.SequenceEqual(backward)
                && forward.TrueForAll(at => at >= schedule.Start && at.TimeOfDay == schedule.Start.TimeOfDay && !schedule.Excluded.Contains(at))
                && RecurrenceSchedule.Parse(schedule.ToString()).ToString() == schedule.ToString();
        }),
        cases: 400);

    private static Gen<string[]> Some(Gen<string> value) => Gen.OneOf(Gen.Constant(Array.Empty<string>()), value.NonEmptyListOf().Select(values => values.Take(4).ToArray()));

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string List(string name, string[] values) => values.Length == 0 ? "" : $";{name}={string.Join(',', values)}";
}
