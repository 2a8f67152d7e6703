using NodaTime;

namespace Carillon.Time;

/// <summary>Local times as seconds since 1970-01-01T00:00 of the same clock: numbers that schedules search by arithmetic.</summary>
internal static class LocalSeconds
{
    public const int PerDay = NodaConstants.SecondsPerDay;

    /// <summary>-9998-01-01T00:00:00, the first second of the calendar.</summary>
    public const long First = -377_673_580_800;

    /// <summary>The day of <see cref="First"/>, counted from 1970-01-01.</summary>
    public const int FirstDay = (int)(First / PerDay);

    /// <summary>The day of <see cref="Last"/>, counted likewise.</summary>
    public const int LastDay = (int)(Last / PerDay);

    /// <summary>9999-12-31T23:59:59, the last one.</summary>
    public const long Last = 253_402_300_799;

    /// <summary>The second that holds the local time, a fraction dropped.</summary>
    public static long Floor(LocalDateTime local) => local.WithOffset(Offset.Zero).ToInstant().ToUnixTimeSeconds();

    /// <summary>The first second at which a search after the local time begins.</summary>
    public static long SearchFrom(LocalDateTime local, bool inclusive) => Floor(local) + (inclusive && local.NanosecondOfSecond == 0 ? 0 : 1);

    /// <summary>The last second at which a search before the local time begins.</summary>
    public static long SearchTo(LocalDateTime local, bool inclusive) => Floor(local) - (inclusive || local.NanosecondOfSecond > 0 ? 0 : 1);

    /// <summary>The local time at the start of a second between <see cref="First"/> and <see cref="Last"/>.</summary>
    public static LocalDateTime ToLocal(long second) => Instant.FromUnixTimeSeconds(second).WithOffset(Offset.Zero).LocalDateTime;
}
