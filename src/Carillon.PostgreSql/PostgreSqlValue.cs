using Carillon.EntityFrameworkCore;
using Carillon.Tenancy;
using Carillon.Time;
using NodaTime;
using NpgsqlTypes;

namespace Carillon.PostgreSql;

internal static class PostgreSqlValue
{
    public static object? Of(object? value) => value switch
    {
        null => null,
        Instant instant => instant.TruncateToMicroseconds().ToDateTimeUtc(),
        Duration duration => duration.ToMicroseconds(),
        LocalDate date => date.ToDateOnly(),
        TenantId tenant => tenant.Value,
        Enum choice => Convert.ToInt32(choice, null),
        _ => value,
    };

    public static NpgsqlDbType TypeOf(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return type == typeof(string) || type == typeof(TenantId) ? NpgsqlDbType.Text
            : type == typeof(Guid) ? NpgsqlDbType.Uuid
            : type == typeof(Instant) ? NpgsqlDbType.TimestampTz
            : type == typeof(long) || type == typeof(Duration) ? NpgsqlDbType.Bigint
            : type == typeof(int) || type.IsEnum ? NpgsqlDbType.Integer
            : type == typeof(short) ? NpgsqlDbType.Smallint
            : type == typeof(bool) ? NpgsqlDbType.Boolean
            : type == typeof(LocalDate) ? NpgsqlDbType.Date
            : type == typeof(byte[]) ? NpgsqlDbType.Bytea
            : throw new NotSupportedException($"A statement on PostgreSQL cannot take a {declared.Name}.");
    }

    public static NpgsqlDbType ArrayTypeOf(Type declared) => NpgsqlDbType.Array | TypeOf(declared);

    public static Array ArrayOf(RowColumn column)
    {
        var nullable = Nullable.GetUnderlyingType(column.Type) is not null;
        var type = Nullable.GetUnderlyingType(column.Type) ?? column.Type;
        if (type == typeof(Instant))
        {
            return nullable ? Converted<DateTime?>(column) : Converted<DateTime>(column);
        }

        if (type == typeof(Duration))
        {
            return nullable ? Converted<long?>(column) : Converted<long>(column);
        }

        if (type == typeof(LocalDate))
        {
            return nullable ? Converted<DateOnly?>(column) : Converted<DateOnly>(column);
        }

        if (type.IsEnum)
        {
            return nullable ? Converted<int?>(column) : Converted<int>(column);
        }

        return type == typeof(TenantId) ? Converted<string?>(column) : column.Values;
    }

    private static T[] Converted<T>(RowColumn column)
    {
        var values = new T[column.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (T)Of(column.Values.GetValue(i))!;
        }

        return values;
    }
}
