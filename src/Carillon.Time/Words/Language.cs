namespace Carillon.Time;

/// <summary>The words of one language for schedules; each part begins in lower case and the sentence is put together by <see cref="ScheduleSentence"/>.</summary>
internal abstract class Language
{
    public static Language Of(System.Globalization.CultureInfo culture) => culture.TwoLetterISOLanguageName switch
    {
        "fr" => new French(),
        "vi" => new Vietnamese(),
        _ => new English(),
    };

    protected abstract string AndWord { get; }

    protected abstract string OrWord { get; }

    /// <summary>The words, with a blank or apostrophe, at which a range may begin.</summary>
    public abstract IReadOnlyList<string> RangeStarts { get; }

    public abstract string EveryDay { get; }

    public abstract string Clock(int hour, int minute, int second);

    public abstract string At(IReadOnlyList<string> times);

    public abstract string Every(int count, TimeUnit unit);

    public abstract string Between(string first, string last);

    public abstract string AtMinutes(IReadOnlyList<int> minutes, bool ofEveryHour);

    public abstract string AtSeconds(IReadOnlyList<int> seconds, bool ofEveryMinute);

    public abstract string InMinutes(IReadOnlyList<int> minutes);

    public abstract string InHours(IReadOnlyList<int> hours);

    public abstract string Weekday(int day);

    public abstract string OnWeekdays(IReadOnlyList<int> days);

    public abstract string OnWeekdayRange(int first, int last);

    public abstract string OnDays(IReadOnlyList<DayWord> days, int month);

    public abstract string OfYear(IReadOnlyList<DayWord> days);

    public abstract string OnDayRange(int first, int last, int month);

    public abstract string InMonths(IReadOnlyList<int> months);

    public abstract string InMonthRange(int first, int last);

    public abstract string InYears(IReadOnlyList<int> years);

    public abstract string BothDays(string ofMonth, string ofWeek);

    public abstract string Never { get; }

    public abstract string Date(int year, int month, int day);

    public abstract string Once(string date, string time);

    public abstract string From(string date);

    public abstract string Until(string date);

    public abstract string TimesInAll(int count);

    public abstract string Except(string what);

    public abstract string Also { get; }

    public abstract string Positions(IReadOnlyList<int> positions);

    public virtual string EitherDay(string ofMonth, string ofWeek) => $"{ofMonth} {OrWord} {ofWeek}";

    public string And(IEnumerable<string> parts) => List(parts, AndWord);

    protected static string List(IEnumerable<string> parts, string word)
    {
        string[] all = [.. parts];
        return all.Length < 2 ? all[0] : $"{string.Join(", ", all[..^1])} {word} {all[^1]}";
    }

    protected static string Text(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    protected static string Digits(int value) => value.ToString("00", System.Globalization.CultureInfo.InvariantCulture);

    protected string Numbers(IEnumerable<int> values) => And(values.Select(Text));
}
