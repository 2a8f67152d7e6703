using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Carillon.Operations;

/// <summary>Durations as text on every surface: ISO 8601 with days, hours, minutes and seconds, e.g. <c>PT10M</c> or <c>P1DT12H</c>.</summary>
public static class IsoDuration
{
    /// <summary>Writes the duration; a day is 24 hours, a fraction of a second has up to nine digits.</summary>
    public static string Format(Duration duration)
    {
        if (duration < Duration.Zero)
        {
            return "-" + Format(Duration.Zero - duration);
        }

        var days = duration.Days == 0 ? string.Empty : Part(duration.Days, 'D');
        var time = Part(duration.Hours, 'H') + Part(duration.Minutes, 'M') + Seconds(duration);
        return (days, time) is ("", "") ? "PT0S" : time.Length == 0 ? $"P{days}" : $"P{days}T{time}";
    }

    /// <summary>Reads a duration; years and months have no fixed length and are refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Duration duration)
    {
        duration = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var negative = text[0] == '-';
        var parsed = PeriodPattern.NormalizingIso.Parse(negative ? text[1..] : text);
        if (!parsed.TryGetValue(Period.Zero, out var period) || period.Years != 0 || period.Months != 0)
        {
            return false;
        }

        try
        {
            duration = negative ? Duration.Zero - period.ToDuration() : period.ToDuration();
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static string Part(int value, char unit) => value == 0 ? string.Empty : value.ToString(CultureInfo.InvariantCulture) + unit;

    private static string Seconds(Duration duration) => (duration.Seconds, duration.SubsecondNanoseconds) switch
    {
        (0, 0) => string.Empty,
        (var whole, 0) => Part(whole, 'S'),
        var (whole, rest) => $"{whole.ToString(CultureInfo.InvariantCulture)}.{rest.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0')}S",
    };
}
