namespace Carillon.Time;

/// <summary>Names for whole expressions, such as <c>@daily</c>.</summary>
internal static class CronMacros
{
    private static readonly (string Name, string Expression)[] Known =
    [
        ("@yearly", "0 0 1 1 *"), ("@annually", "0 0 1 1 *"), ("@monthly", "0 0 1 * *"), ("@weekly", "0 0 * * SUN"),
        ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *"), ("@hourly", "0 * * * *"),
    ];

    public static string? Expand(ReadOnlySpan<char> name, CronDialect dialect)
    {
        if (dialect.Has(CronSyntax.EveryMacros))
        {
            if (name.Equals("@every_minute", StringComparison.OrdinalIgnoreCase))
            {
                return "* * * * *";
            }

            if (name.Equals("@every_second", StringComparison.OrdinalIgnoreCase))
            {
                return "* * * * * *";
            }
        }

        foreach (var (known, expression) in Known)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return dialect.FewestFields > 5 ? $"0 {expression}" : expression;
            }
        }

        return null;
    }

    public static ScheduleParseError Unknown(string text, int start, CronDialect dialect)
    {
        var name = text.AsSpan(start).TrimEnd().ToString();
        var names = string.Join(", ", Known.Select(macro => macro.Name)) + (dialect.Has(CronSyntax.EveryMacros) ? ", @every_minute, @every_second" : "");
        return new(
            name.Equals("@reboot", StringComparison.OrdinalIgnoreCase)
                ? "'@reboot' names no time: it is the start of a machine."
                : $"'{name}' is no macro of the {dialect.Name} dialect.",
            null, start, name.Length, $"one of {names}");
    }
}
