using FsCheck;
using FsCheck.Fluent;

namespace Carillon.Time.Tests.Cron;

/// <summary>A dialect and a valid expression in it.</summary>
internal sealed record AnyCron(CronDialect Dialect, string Text)
{
    public static Arbitrary<AnyCron> Arbitrary { get; } = Arb.From(
        from dialect in Gen.Elements<CronDialect>(CronDialect.All)
        from text in Expression(dialect)
        select new AnyCron(dialect, text));

    public CronExpression Parse() => CronExpression.Parse(Text, Dialect);

    private static Gen<string> Expression(CronDialect dialect)
    {
        var isWide = dialect == CronDialect.Quartz || dialect == CronDialect.Cronos;
        var opens = dialect != CronDialect.Posix && dialect != CronDialect.Vixie;
        var isLong = dialect == CronDialect.Vixie || dialect == CronDialect.Spring;
        var first = dialect == CronDialect.Quartz ? 1 : 0;
        var minutes = Field(0, 59, isWide, opens, isLong);
        var fields =
            from minute in minutes
            from hour in Field(0, 23, isWide, opens, isLong)
            from day in Special(Field(1, 31, isWide, opens, isLong), opens ? ["L", "L-3", "LW", dialect == CronDialect.Spring ? "L-1" : "L-2W", "15W", "1W", "31W", "30W", .. dialect == CronDialect.Quartz ? new[] { "LW-2", "LW-27" } : []] : [])
            from month in Gen.Frequency((3, Gen.Constant("*")), (1, Field(1, 12, isWide, opens, isLong)))
                // Around the end of a week without a step: nobody agrees on which days a step hits after 6 and 7.
            from weekday in Special(Field(first, 6 + first, isWide, opens, isLong: false, highestStep: 7), opens ? [$"{first}L", $"{first + 5}L", $"{first + 2}#1", $"{first + 4}#5"] : [])
            select $"{minute} {hour} {day} {month} {weekday}";
        var withSeconds = from second in minutes from rest in fields select $"{second} {rest}";
        var withYear = from rest in withSeconds from year in Gen.Elements("*", "2026-2031", "2030/4", "2028,2096", "*/7") select $"{rest} {year}";
        return dialect == CronDialect.Quartz ? Gen.OneOf(withSeconds, withYear)
            : dialect == CronDialect.Cronos ? Gen.OneOf(fields, withSeconds)
            : dialect == CronDialect.Spring ? withSeconds
            : fields;
    }

    private static Gen<string> Special(Gen<string> field, string[] specials) =>
        specials.Length == 0 ? field : Gen.Frequency((3, field), (1, Gen.Elements(specials)));

    private static Gen<string> Field(int min, int max, bool wraps, bool opens, bool isLong, int? highestStep = null)
    {
        var value = Gen.Choose(min, max);
        var step = Gen.Frequency((3, Gen.Choose(1, highestStep ?? max)), (1, Gen.Constant(highestStep ?? max)), (isLong ? 1 : 0, Gen.Choose(max, 3 * max)));
        var range = from a in value from b in value select wraps || a <= b ? $"{a}-{b}" : $"{b}-{a}";
        var item = Gen.Frequency(
            (4, value.Select(v => $"{v}")),
            (2, range),
            (1, from r in range from s in step select $"{r}/{s}"),
            (1, from s in step select $"*/{s}"),
            (opens ? 1 : 0, from v in value from s in step select $"{v}/{s}"));
        return Gen.Frequency(
            (3, Gen.Constant("*")),
            (4, item),
            (2, from count in Gen.Choose(2, 4) from items in Gen.ArrayOf(item, count) select string.Join(',', items)));
    }
}
