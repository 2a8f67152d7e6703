using System.Diagnostics.CodeAnalysis;

namespace Carillon.Tenancy;

/// <summary>The stable name of a tenant: <c>[a-z0-9][a-z0-9_-]{0,62}</c>, lower case.</summary>
/// <remarks>Parsed and normalised once, where it enters; there is no implicit conversion from text.</remarks>
public readonly record struct TenantId : IComparable<TenantId>, IParsable<TenantId>
{
    /// <summary>The greatest number of characters.</summary>
    public const int MaximumLength = 63;

    private readonly string? _value;

    private TenantId(string value) => _value = value;

    /// <summary>The normalised text.</summary>
    /// <exception cref="InvalidOperationException">The value is <c>default</c> and names no tenant.</exception>
    public string Value => _value ?? throw new InvalidOperationException("This TenantId is default(TenantId) and names no tenant.");

    /// <summary>Reads a tenant id; upper case is lowered, nothing else is repaired.</summary>
    /// <exception cref="FormatException">The text is not a tenant id.</exception>
    public static TenantId Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out var id)
            ? id
            : throw new FormatException($"'{Printable.Clip(s)}' is not a tenant id: 1 to {MaximumLength} characters of a-z, 0-9, '_' and '-', beginning with a letter or digit.");
    }

    /// <summary>Reads a tenant id without throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, out TenantId result)
    {
        result = default;
        if (string.IsNullOrEmpty(s) || s.Length > MaximumLength)
        {
            return false;
        }

        for (var i = 0; i < s.Length; i++)
        {
            var c = s[i];
            if (!char.IsAsciiLetterOrDigit(c) && (i == 0 || c is not ('_' or '-')))
            {
                return false;
            }
        }

        result = new TenantId(s.ToLowerInvariant());
        return true;
    }

    static TenantId IParsable<TenantId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<TenantId>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TenantId result) => TryParse(s, out result);

    /// <summary>Compares by ordinal text.</summary>
    public int CompareTo(TenantId other) => string.CompareOrdinal(_value, other._value);

    /// <summary>True when <paramref name="left"/> comes first in ordinal order.</summary>
    public static bool operator <(TenantId left, TenantId right) => left.CompareTo(right) < 0;

    /// <summary>True when <paramref name="left"/> comes last in ordinal order.</summary>
    public static bool operator >(TenantId left, TenantId right) => left.CompareTo(right) > 0;

    /// <summary>True when <paramref name="left"/> does not come last in ordinal order.</summary>
    public static bool operator <=(TenantId left, TenantId right) => left.CompareTo(right) <= 0;

    /// <summary>True when <paramref name="left"/> does not come first in ordinal order.</summary>
    public static bool operator >=(TenantId left, TenantId right) => left.CompareTo(right) >= 0;

    /// <summary>The normalised text, or an empty text for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;
}
