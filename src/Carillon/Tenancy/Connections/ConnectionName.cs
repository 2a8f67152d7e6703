namespace Carillon.Tenancy;

/// <summary>The name of one of a tenant's connections, unique within the tenant: <c>[a-z0-9][a-z0-9_-]{0,62}</c>, e.g. <c>warehouse</c>.</summary>
public readonly record struct ConnectionName : IComparable<ConnectionName>
{
    /// <summary>The greatest number of characters.</summary>
    public const int MaximumLength = 63;

    private readonly string? _value;

    /// <summary>Checks the name; upper case is lowered, nothing else is repaired.</summary>
    /// <exception cref="ArgumentException">The text is no connection name.</exception>
    public ConnectionName(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var legal = value.Length is > 0 and <= MaximumLength
            && char.IsAsciiLetterOrDigit(value[0])
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        _value = legal
            ? value.ToLowerInvariant()
            : throw new ArgumentException($"'{Printable.Clip(value)}' is not a connection name: 1 to {MaximumLength} characters of a-z, 0-9, '_' and '-', beginning with a letter or digit.", nameof(value));
    }

    /// <summary>The normalised text.</summary>
    /// <exception cref="InvalidOperationException">The value is <c>default</c> and names no connection.</exception>
    public string Value => _value ?? throw new InvalidOperationException("This ConnectionName is default(ConnectionName) and names no connection.");

    /// <summary>Compares by ordinal text.</summary>
    public int CompareTo(ConnectionName other) => string.CompareOrdinal(_value, other._value);

    /// <summary>True when <paramref name="left"/> comes first in ordinal order.</summary>
    public static bool operator <(ConnectionName left, ConnectionName right) => left.CompareTo(right) < 0;

    /// <summary>True when <paramref name="left"/> comes last in ordinal order.</summary>
    public static bool operator >(ConnectionName left, ConnectionName right) => left.CompareTo(right) > 0;

    /// <summary>True when <paramref name="left"/> does not come last in ordinal order.</summary>
    public static bool operator <=(ConnectionName left, ConnectionName right) => left.CompareTo(right) <= 0;

    /// <summary>True when <paramref name="left"/> does not come first in ordinal order.</summary>
    public static bool operator >=(ConnectionName left, ConnectionName right) => left.CompareTo(right) >= 0;

    /// <summary>The normalised text, or an empty text for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;
}
