namespace Carillon.Time;

/// <summary>Vietnamese.</summary>
internal sealed class Vietnamese : Language
{
    private static readonly string[] Days = ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"];

    public override IReadOnlyList<string> RangeStarts => ["từ "];

    public override string EveryDay => "hằng ngày";

    public override string Never => "không bao giờ: không có ngày nào như vậy";

    public override string Also => "; ngoài ra ";

    protected override string AndWord => "và";

    protected override string OrWord => "hoặc";

    public override string Clock(int hour, int minute, int second) => $"{Digits(hour)}:{Digits(minute)}" + (second == 0 ? "" : $":{Digits(second)}");

    public override string At(IReadOnlyList<string> times) => $"lúc {And(times)}";

    public override string Every(int count, TimeUnit unit) => count == 1 ? $"mỗi {Unit(unit)}" : $"mỗi {Text(count)} {Unit(unit)}";

    public override string Between(string first, string last) => $"từ {first} đến {last}";

    public override string AtMinutes(IReadOnlyList<int> minutes, bool ofEveryHour) => $"vào phút {Numbers(minutes)}" + (ofEveryHour ? " của mỗi giờ" : "");

    public override string AtSeconds(IReadOnlyList<int> seconds, bool ofEveryMinute) => $"vào giây {Numbers(seconds)}" + (ofEveryMinute ? " của mỗi phút" : "");

    public override string InMinutes(IReadOnlyList<int> minutes) => $"trong phút {Numbers(minutes)}";

    public override string InHours(IReadOnlyList<int> hours) => $"trong {(hours.Count == 1 ? "" : "các ")}giờ bắt đầu lúc {And(hours.Select(hour => Clock(hour, 0, 0)))}";

    public override string Weekday(int day) => Days[day - 1];

    public override string OnWeekdays(IReadOnlyList<int> days) => $"vào {And(days.Select(Weekday))}";

    public override string OnWeekdayRange(int first, int last) => $"từ {Weekday(first)} đến {Weekday(last)}";

    public override string OnDays(IReadOnlyList<DayWord> days, int month) => $"vào {And(days.Select(Day))} {(month == 0 ? "của tháng" : $"của tháng {Text(month)}")}";

    public override string OfYear(IReadOnlyList<DayWord> days) => $"vào {And(days.Select(Day))} của năm";

    public override string OnDayRange(int first, int last, int month) =>
        $"từ ngày {Text(first)} đến ngày {Text(last)} {(month == 0 ? "của tháng" : $"của tháng {Text(month)}")}";

    public override string InMonths(IReadOnlyList<int> months) => $"trong {And(months.Select(month => $"tháng {Text(month)}"))}";

    public override string InMonthRange(int first, int last) => $"từ tháng {Text(first)} đến tháng {Text(last)}";

    public override string InYears(IReadOnlyList<int> years) => $"trong {And(years.Select(year => $"năm {Text(year)}"))}";

    public override string BothDays(string ofMonth, string ofWeek) => $"{ofMonth}, nhưng chỉ {ofWeek}";

    public override string Date(int year, int month, int day) => $"ngày {Text(day)} tháng {Text(month)} năm {Text(year)}";

    public override string Once(string date, string time) => $"một lần, lúc {time} {date}";

    public override string From(string date) => $"kể từ {date}";

    public override string Until(string date) => $"cho đến {date}";

    public override string TimesInAll(int count) => $"tổng cộng {Text(count)} lần";

    public override string Except(string what) => $", trừ {what}";

    public override string Positions(IReadOnlyList<int> positions) =>
        $"chỉ {And(positions.Select(p => p > 0 ? $"ngày thứ {Text(p)}" : p == -1 ? "ngày cuối cùng" : $"ngày thứ {Text(-p)} tính từ cuối"))} trong số đó";

    private static string Unit(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "giây",
        TimeUnit.Minute => "phút",
        TimeUnit.Hour => "giờ",
        TimeUnit.Day => "ngày",
        TimeUnit.Week => "tuần",
        TimeUnit.Month => "tháng",
        _ => "năm",
    };

    private static string Day(DayWord day) => day.Kind switch
    {
        DayWordKind.Number => $"ngày {Text(day.Number)}",
        DayWordKind.FromLast => FromLast(day.Number),
        DayWordKind.WeekdayNearest => $"ngày làm việc gần ngày {Text(day.Number)} nhất",
        DayWordKind.WeekdayNearestFromLast when day.Number == 0 => "ngày làm việc cuối cùng",
        DayWordKind.WeekdayNearestFromLast => $"ngày làm việc gần {FromLast(day.Number)} nhất",
        DayWordKind.BeforeLastWeekday => $"ngày thứ {Text(day.Number)} trước ngày làm việc cuối cùng",
        DayWordKind.Nth => day.Number == 1 ? $"{Days[day.DayOfWeek - 1]} đầu tiên" : $"{Days[day.DayOfWeek - 1]} lần thứ {Text(day.Number)}",
        _ => day.Number == 1 ? $"{Days[day.DayOfWeek - 1]} cuối cùng" : $"{Days[day.DayOfWeek - 1]} lần thứ {Text(day.Number)} tính từ cuối",
    };

    private static string FromLast(int days) => days == 0 ? "ngày cuối cùng" : $"ngày thứ {Text(days)} trước ngày cuối cùng";
}
