namespace Carillon.Time;

/// <summary>English.</summary>
internal sealed class English : Language
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth"];

    public override IReadOnlyList<string> RangeStarts => ["from "];

    public override string EveryDay => "every day";

    public override string Never => "never: no such day exists";

    public override string Also => "; also ";

    protected override string AndWord => "and";

    protected override string OrWord => "or";

    public override string Clock(int hour, int minute, int second) => $"{Digits(hour)}:{Digits(minute)}" + (second == 0 ? "" : $":{Digits(second)}");

    public override string At(IReadOnlyList<string> times) => $"at {And(times)}";

    public override string Every(int count, TimeUnit unit) => count == 1 ? $"every {Unit(unit)}" : $"every {Text(count)} {Unit(unit)}s";

    public override string Between(string first, string last) => $"from {first} to {last}";

    public override string AtMinutes(IReadOnlyList<int> minutes, bool ofEveryHour) => $"at {Many("minute", minutes)}" + (ofEveryHour ? " of every hour" : "");

    public override string AtSeconds(IReadOnlyList<int> seconds, bool ofEveryMinute) => $"at {Many("second", seconds)}" + (ofEveryMinute ? " of every minute" : "");

    public override string InMinutes(IReadOnlyList<int> minutes) => $"during {Many("minute", minutes)}";

    public override string InHours(IReadOnlyList<int> hours) => $"in the hours that begin at {And(hours.Select(hour => Clock(hour, 0, 0)))}";

    public override string Weekday(int day) => Days[day - 1];

    public override string OnWeekdays(IReadOnlyList<int> days) => $"on {And(days.Select(Weekday))}";

    public override string OnWeekdayRange(int first, int last) => $"from {Weekday(first)} to {Weekday(last)}";

    public override string OnDays(IReadOnlyList<DayWord> days, int month) => $"on {And(days.Select(Day))} of {(month == 0 ? "the month" : Months[month - 1])}";

    public override string OfYear(IReadOnlyList<DayWord> days) => $"on {And(days.Select(Day))} of the year";

    public override string OnDayRange(int first, int last, int month) =>
        $"from the {Ordinal(first)} to the {Ordinal(last)} of {(month == 0 ? "the month" : Months[month - 1])}";

    public override string InMonths(IReadOnlyList<int> months) => $"in {And(months.Select(month => Months[month - 1]))}";

    public override string InMonthRange(int first, int last) => $"from {Months[first - 1]} to {Months[last - 1]}";

    public override string InYears(IReadOnlyList<int> years) => $"in {Numbers(years)}";

    public override string BothDays(string ofMonth, string ofWeek) => $"{ofMonth}, but only {ofWeek}";

    public override string Date(int year, int month, int day) => $"{Text(day)} {Months[month - 1]} {Text(year)}";

    public override string Once(string date, string time) => $"once, at {time} on {date}";

    public override string From(string date) => $"from {date}";

    public override string Until(string date) => $"until {date}";

    public override string TimesInAll(int count) => count == 1 ? "once in all" : $"{Text(count)} times in all";

    public override string Except(string what) => $", except {what}";

    public override string Positions(IReadOnlyList<int> positions) => $"only the {And(positions.Select(p => p > 0 ? Ordinal(p) : p == -1 ? "last" : $"{Ordinal(-p)} to last"))} of these";

    private static string Unit(TimeUnit unit) => unit.ToString().ToLowerInvariant();

    private static string Ordinal(int number) => Text(number) + (number % 100 is 11 or 12 or 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    private string Many(string unit, IReadOnlyList<int> values) => $"{unit}{(values.Count == 1 ? "" : "s")} {Numbers(values)}";

    private string Day(DayWord day) => day.Kind switch
    {
        DayWordKind.Number => $"the {Ordinal(day.Number)}",
        DayWordKind.FromLast => FromLast(day.Number),
        DayWordKind.WeekdayNearest => $"the weekday nearest to the {Ordinal(day.Number)}",
        DayWordKind.WeekdayNearestFromLast when day.Number == 0 => "the last weekday",
        DayWordKind.WeekdayNearestFromLast => $"the weekday nearest to {FromLast(day.Number)}",
        DayWordKind.BeforeLastWeekday => day.Number == 1 ? "the day before the last weekday" : $"the day {Text(day.Number)} days before the last weekday",
        DayWordKind.Nth => $"the {Nth(day.Number)} {Weekday(day.DayOfWeek)}",
        _ => day.Number == 1 ? $"the last {Weekday(day.DayOfWeek)}" : $"the {Nth(day.Number)} to last {Weekday(day.DayOfWeek)}",
    };

    private static string Nth(int number) => number <= Ordinals.Length ? Ordinals[number - 1] : Ordinal(number);

    private static string FromLast(int days) => days switch
    {
        0 => "the last day",
        1 => "the day before the last day",
        _ => $"the day {Text(days)} days before the last day",
    };
}
