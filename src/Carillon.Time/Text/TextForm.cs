using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Carillon.Time;

/// <summary>How the parts of schedules look in their text form; <see cref="ScheduleText"/> has the grammar.</summary>
internal static class TextForm
{
    public const string DayNames = "MonTueWedThuFriSatSun";

    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalTimePattern Seconds = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");
    private static readonly LocalDateTimePattern LocalTimes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");

    public static string Day(IsoDayOfWeek day) => DayNames.Substring(((int)day - 1) * 3, 3);

    /// <summary>Days in order; three and more in a row as a range.</summary>
    public static string Days(IReadOnlyList<IsoDayOfWeek> days)
    {
        var parts = new List<string>();
        for (var i = 0; i < days.Count;)
        {
            var run = 1;
            while (i + run < days.Count && days[i + run] == days[i] + run)
            {
                run++;
            }

            parts.AddRange(run < 3 ? days.Skip(i).Take(run).Select(Day) : [$"{Day(days[i])}-{Day(days[i + run - 1])}"]);
            i += run;
        }

        return string.Join(',', parts);
    }

    public static string Times(IEnumerable<LocalTime> times) => string.Join(',', times.Select(Time));

    public static string Time(LocalTime time) => time.Second == 0 ? Minutes.Format(time) : Seconds.Format(time);

    public static string Local(LocalDateTime local) => LocalTimes.Format(local);

    public static string Dates(IEnumerable<LocalDate> dates) => string.Join(',', dates.Select(LocalDatePattern.Iso.Format));

    public static LocalTime? ReadTime(string text) => Read(Minutes, text) ?? Read(Seconds, text);

    public static LocalDateTime? ReadLocal(string text) => Read(LocalTimes, text);

    public static LocalDate? ReadDate(string text) => Read(LocalDatePattern.Iso, text);

    /// <summary>1 to 7 for the three letters or the whole English name, in any case; None otherwise.</summary>
    public static IsoDayOfWeek ReadDay(string text)
    {
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if (text.Equals(Day(day), StringComparison.OrdinalIgnoreCase) || text.Equals(day.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return day;
            }
        }

        return IsoDayOfWeek.None;
    }

    public static int? ReadNumber(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A part of a combination; in brackets where reading from left to right would give something else.</summary>
    public static string Operand(LocalSchedule schedule, bool isFirst)
    {
        var text = ScheduleText.Format(schedule);
        return schedule is UnionSchedule or ExceptSchedule && !isFirst ? $"[{text}]" : text;
    }

    private static T? Read<T>(IPattern<T> pattern, string text)
        where T : struct => pattern.Parse(text) is { Success: true } read ? read.Value : null;
}
