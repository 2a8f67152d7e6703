using NodaTime;

namespace Carillon.Time;

/// <summary>One stretch of opening hours that comes back every week, in local time.</summary>
/// <remarks>
/// A window that closes at or before its opening time closes on the next day: Friday 22:00 to 06:00 is open until Saturday 06:00, and
/// 00:00 to 00:00 is the whole day. It belongs to the day on which it opens, which matters for holidays.
/// </remarks>
/// <param name="Day">The day of the week on which it opens.</param>
/// <param name="Opens">The first open local time.</param>
/// <param name="Closes">The first local time that is closed again.</param>
public readonly record struct OpenWindow(IsoDayOfWeek Day, LocalTime Opens, LocalTime Closes)
{
    /// <summary>Windows at the same times on each of some days.</summary>
    /// <param name="opens">The first open local time.</param>
    /// <param name="closes">The first local time that is closed again.</param>
    /// <param name="days">The days of the week.</param>
    public static IReadOnlyList<OpenWindow> On(LocalTime opens, LocalTime closes, params ReadOnlySpan<IsoDayOfWeek> days)
    {
        var windows = new OpenWindow[days.Length];
        for (var i = 0; i < windows.Length; i++)
        {
            windows[i] = new(days[i], opens, closes);
        }

        return windows;
    }
}
