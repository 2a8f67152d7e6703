namespace Carillon.Time;

/// <summary>Writes the canonical text of a cron expression.</summary>
/// <remarks>
/// Stars, ranges and steps are not only shorter, they can mean more: an interval needs one and a fixed time must not have any.
/// </remarks>
internal static class CronText
{
    public static string Of(CronExpression expression)
    {
        var (dialect, times) = (expression.Dialect, expression.Times);
        var hasSeconds = dialect.FewestFields > 5 || times.Seconds != 1;
        var starred = dialect.Has(CronSyntax.StarredInterval);
        var style = expression.IsInterval ? CronStyle.Free : starred ? CronStyle.NoStar : CronStyle.Values;
        var seconds = CronFieldText.Of(times.Seconds, 0, 59, style);
        var minutes = CronFieldText.Of(times.Minutes, 0, 59, style);
        var hours = CronFieldText.Of(times.Hours, 0, 23, style);
        if (expression.IsInterval && starred && minutes[0] != '*' && hours[0] != '*')
        {
            // A step as long as its field says the least, so it comes last.
            minutes = CronFieldText.LeadingStar(times.Minutes, 0, 59, 59) ?? minutes;
            hours = minutes[0] == '*' ? hours : CronFieldText.LeadingStar(times.Hours, 0, 23, 24) ?? hours;
            minutes = hours[0] == '*' ? minutes : CronFieldText.LeadingStar(times.Minutes, 0, 59, 60) ?? minutes;
        }
        else if (expression.IsInterval && !starred && !IsPattern(minutes) && !IsPattern(hours) && !(hasSeconds && IsPattern(seconds)))
        {
            minutes = CronFieldText.LeadingRange(times.Minutes, 0);
        }

        var years = times.Years.IsAny ? "" : $" {CronFieldText.Of(times.Years)}";
        return $"{(hasSeconds ? seconds + " " : "")}{minutes} {hours} {CronDayText.Of(times.Days, dialect)}{years}";
    }

    private static bool IsPattern(string field) => field.AsSpan().ContainsAny('*', '-', '/');
}
