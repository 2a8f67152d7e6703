using System.Data.Common;
using NodaTime;
using NodaTime.Text;

namespace Carillon.EntityFrameworkCore;

/// <summary>The current row of a result, read by ordinal with the types of the library.</summary>
public readonly struct SqlRow : IEquatable<SqlRow>
{
    private readonly DbDataReader _reader;
    private readonly SqlDialect _dialect;

    internal SqlRow(DbDataReader reader, SqlDialect dialect)
    {
        _reader = reader;
        _dialect = dialect;
    }

    /// <summary>True when the column is NULL.</summary>
    public bool IsNull(int ordinal) => _reader.IsDBNull(ordinal);

    /// <summary>A text column.</summary>
    public string Text(int ordinal) => _reader.GetString(ordinal);

    /// <summary>A text column that may be NULL.</summary>
    public string? TextOrNull(int ordinal) => IsNull(ordinal) ? null : Text(ordinal);

    /// <summary>A UUID column.</summary>
    public Guid Guid(int ordinal) => _reader.GetGuid(ordinal);

    /// <summary>An integer column of 32 bits or less.</summary>
    public int Int(int ordinal) => _reader.GetInt32(ordinal);

    /// <summary>An integer column of 64 bits.</summary>
    public long Long(int ordinal) => _reader.GetInt64(ordinal);

    /// <summary>An integer column of 64 bits that may be NULL.</summary>
    public long? LongOrNull(int ordinal) => IsNull(ordinal) ? null : Long(ordinal);

    /// <summary>A boolean column.</summary>
    public bool Bool(int ordinal) => _reader.GetBoolean(ordinal);

    /// <summary>A column of bytes.</summary>
    public byte[] Bytes(int ordinal) => _reader.GetFieldValue<byte[]>(ordinal);

    /// <summary>An instant column.</summary>
    public Instant Instant(int ordinal) => _dialect.ReadInstant(_reader, ordinal);

    /// <summary>An instant column that may be NULL.</summary>
    public Instant? InstantOrNull(int ordinal) => IsNull(ordinal) ? null : Instant(ordinal);

    /// <summary>A duration column, stored as microseconds.</summary>
    public Duration Duration(int ordinal) => NodaTime.Duration.FromNanoseconds(checked(Long(ordinal) * 1000));

    /// <summary>A duration column that may be NULL.</summary>
    public Duration? DurationOrNull(int ordinal) => IsNull(ordinal) ? null : Duration(ordinal);

    /// <summary>A date column.</summary>
    public LocalDate Date(int ordinal) => _reader.GetValue(ordinal) switch
    {
        DateOnly date => LocalDate.FromDateOnly(date),
        DateTime date => LocalDate.FromDateTime(date),
        string text => LocalDatePattern.Iso.Parse(text).GetValueOrThrow(),
        var other => throw new InvalidCastException($"Column {ordinal} is a {other.GetType().Name}, not a date."),
    };

    /// <inheritdoc />
    public bool Equals(SqlRow other) => ReferenceEquals(_reader, other._reader);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is SqlRow other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _reader?.GetHashCode() ?? 0;

    /// <summary>True when both read the same result.</summary>
    public static bool operator ==(SqlRow left, SqlRow right) => left.Equals(right);

    /// <summary>True when they read different results.</summary>
    public static bool operator !=(SqlRow left, SqlRow right) => !left.Equals(right);
}
