using System.Globalization;
using Carillon.Tenancy;
using Carillon.Time;
using NodaTime;

namespace Carillon.Sqlite;

internal static class SqliteValue
{
    public static object? Of(object? value) => value switch
    {
        null => null,
        Instant instant => instant.ToUnixTimeMicroseconds(),
        Duration duration => duration.ToMicroseconds(),
        LocalDate date => date.ToDateOnly().ToString("O", CultureInfo.InvariantCulture),
        TenantId tenant => tenant.Value,
        Guid id => id.ToString("D").ToUpperInvariant(),
        bool flag => flag ? 1L : 0L,
        Enum choice => Convert.ToInt64(choice, null),
        _ => value,
    };
}
