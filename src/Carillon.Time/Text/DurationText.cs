using NodaTime;
using NodaTime.Text;

namespace Carillon.Time;

/// <summary>Elapsed time and instants as text.</summary>
internal static class DurationText
{
    public static string Format(Duration duration) =>
        PeriodPattern.NormalizingIso.Format(Period.FromDays(duration.Days) + Period.FromNanoseconds(duration.NanosecondOfDay));

    public static string Format(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    public static Instant? ReadInstant(string text) => InstantPattern.ExtendedIso.Parse(text) is { Success: true } read ? read.Value : null;

    /// <summary>Null for text that is no ISO 8601 duration, or has years or months, which have no length.</summary>
    public static Duration? ReadDuration(string text)
    {
        if (PeriodPattern.NormalizingIso.Parse(text) is not { Success: true, Value: { Years: 0, Months: 0 } period })
        {
            return null;
        }

        try
        {
            return period.ToDuration();
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
