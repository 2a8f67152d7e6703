using NodaTime;
using NodaTime.TimeZones;

namespace Carillon.Time.Tests;

internal static class Zones
{
    /// <summary>Zones whose days are odd: half-hour shifts, midnight shifts, missing and repeated dates, negative daylight saving.</summary>
    public static readonly string[] Odd =
    [
        "Africa/Casablanca", "America/Goose_Bay", "America/Havana", "America/St_Johns", "Antarctica/Troll", "Asia/Beirut",
        "Australia/Lord_Howe", "Europe/Dublin", "Pacific/Apia", "Pacific/Kwajalein",
    ];

    private static readonly DateTimeZoneCache Cache = new(TzdbDateTimeZoneSource.Default);

    public static IEnumerable<string> All => Cache.Ids;

    public static DateTimeZone Get(string id) => Cache[id];
}
