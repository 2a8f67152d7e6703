namespace Carillon.Time;

/// <summary>French.</summary>
internal sealed class French : Language
{
    private static readonly string[] Days = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
    private static readonly string[] Ordinals = ["premier", "deuxième", "troisième", "quatrième", "cinquième"];

    public override IReadOnlyList<string> RangeStarts => ["de ", "d’", "du "];

    public override string EveryDay => "tous les jours";

    public override string Never => "jamais : un tel jour n’existe pas";

    public override string Also => " ; et aussi ";

    protected override string AndWord => "et";

    protected override string OrWord => "ou";

    public override string Clock(int hour, int minute, int second) =>
        $"{Text(hour)} h" + (minute == 0 && second == 0 ? "" : $" {Digits(minute)}") + (second == 0 ? "" : $" min {Digits(second)} s");

    public override string At(IReadOnlyList<string> times) => And(times.Select(time => $"à {time}"));

    public override string Every(int count, TimeUnit unit) =>
        $"{(unit is TimeUnit.Day or TimeUnit.Month or TimeUnit.Year ? "tous" : "toutes")} les {(count == 1 ? "" : Text(count) + " ")}{Unit(unit)}";

    public override string Between(string first, string last) => $"de {first} à {last}";

    public override string AtMinutes(IReadOnlyList<int> minutes, bool ofEveryHour) =>
        $"{(minutes.Count == 1 ? "à la minute" : "aux minutes")} {Numbers(minutes)}" + (ofEveryHour ? " de chaque heure" : "");

    public override string AtSeconds(IReadOnlyList<int> seconds, bool ofEveryMinute) =>
        $"{(seconds.Count == 1 ? "à la seconde" : "aux secondes")} {Numbers(seconds)}" + (ofEveryMinute ? " de chaque minute" : "");

    public override string InMinutes(IReadOnlyList<int> minutes) => minutes.Count == 1 ? $"pendant la minute {Numbers(minutes)}" : $"pendant les minutes {Numbers(minutes)}";

    public override string InHours(IReadOnlyList<int> hours) =>
        $"pendant {(hours.Count == 1 ? "l’heure qui commence" : "les heures qui commencent")} {At([.. hours.Select(hour => Clock(hour, 0, 0))])}";

    public override string Weekday(int day) => Days[day - 1];

    public override string OnWeekdays(IReadOnlyList<int> days) => And(days.Select(day => $"le {Weekday(day)}"));

    public override string OnWeekdayRange(int first, int last) => $"du {Weekday(first)} au {Weekday(last)}";

    public override string OnDays(IReadOnlyList<DayWord> days, int month)
    {
        var isDate = month != 0 && days.All(day => day.Kind == DayWordKind.Number);
        return And(days.Select(Day)) + (isDate ? $" {Months[month - 1]}" : month == 0 ? " du mois" : $" du mois {Of(month)}");
    }

    public override string OfYear(IReadOnlyList<DayWord> days) => $"{And(days.Select(Day))} de l’année";

    public override string OnDayRange(int first, int last, int month) => $"du {Number(first)} au {Number(last)} {(month == 0 ? "du mois" : Months[month - 1])}";

    public override string InMonths(IReadOnlyList<int> months) => And(months.Select(month => $"en {Months[month - 1]}"));

    public override string InMonthRange(int first, int last) => $"{Of(first)} à {Months[last - 1]}";

    public override string InYears(IReadOnlyList<int> years) => And(years.Select(year => $"en {Text(year)}"));

    public override string BothDays(string ofMonth, string ofWeek) => $"{ofMonth}, mais seulement {ofWeek}";

    public override string Date(int year, int month, int day) => $"{Number(day)} {Months[month - 1]} {Text(year)}";

    public override string Once(string date, string time) => $"une seule fois, le {date} à {time}";

    public override string From(string date) => $"à partir du {date}";

    public override string Until(string date) => $"jusqu’au {date}";

    public override string TimesInAll(int count) => $"{Text(count)} fois en tout";

    public override string Except(string what) => $", sauf {what}";

    public override string Positions(IReadOnlyList<int> positions) =>
        $"seulement {And(positions.Select(p => p == 1 ? "le premier" : p > 0 ? $"le {Text(p)}e" : p == -1 ? "le dernier" : $"le {Text(-p)}e avant la fin"))} de ces jours";

    private static string Of(int month) => Months[month - 1][0] is 'a' or 'o' ? $"d’{Months[month - 1]}" : $"de {Months[month - 1]}";

    private static string Number(int day) => day == 1 ? "1er" : Text(day);

    private static string Unit(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "secondes",
        TimeUnit.Minute => "minutes",
        TimeUnit.Hour => "heures",
        TimeUnit.Day => "jours",
        TimeUnit.Week => "semaines",
        TimeUnit.Month => "mois",
        _ => "ans",
    };

    private static string Day(DayWord day) => day.Kind switch
    {
        DayWordKind.Number => $"le {Number(day.Number)}",
        DayWordKind.FromLast => day.Number == 1 ? "l’avant-dernier jour" : $"le {FromLast(day.Number)}",
        DayWordKind.WeekdayNearest => $"le jour ouvrable le plus proche du {Number(day.Number)}",
        DayWordKind.WeekdayNearestFromLast when day.Number == 0 => "le dernier jour ouvrable",
        DayWordKind.WeekdayNearestFromLast => $"le jour ouvrable le plus proche {(day.Number == 1 ? "de l’" : "du ")}{FromLast(day.Number)}",
        DayWordKind.BeforeLastWeekday => $"le {(day.Number == 1 ? "jour" : $"{Text(day.Number)}e jour")} avant le dernier jour ouvrable",
        DayWordKind.Nth => $"le {Nth(day.Number)} {Days[day.DayOfWeek - 1]}",
        _ => day.Number == 1 ? $"le dernier {Days[day.DayOfWeek - 1]}" : $"le {Nth(day.Number)} {Days[day.DayOfWeek - 1]} avant la fin",
    };

    private static string Nth(int number) => number <= Ordinals.Length ? Ordinals[number - 1] : $"{Text(number)}e";

    private static string FromLast(int days) => days switch
    {
        0 => "dernier jour",
        1 => "avant-dernier jour",
        _ => $"{Text(days)}e jour avant le dernier",
    };
}
