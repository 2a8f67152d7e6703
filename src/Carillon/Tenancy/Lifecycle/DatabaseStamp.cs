using System.Globalization;

namespace Carillon.Tenancy;

/// <summary>The stamp that a tenant's database carries, or that somebody expects to find: <c>TENANT</c> or <c>TENANT:INCARNATION</c>.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Incarnation">The incarnation; null for any.</param>
public readonly record struct DatabaseStamp(TenantId Tenant, long? Incarnation = null)
{
    /// <summary>Reads a stamp.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static DatabaseStamp Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        var parts = s.Split(':');
        return parts.Length == 1 ? new(TenantId.Parse(parts[0]))
            : parts.Length == 2 && TenantId.TryParse(parts[0], out var tenant)
                && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var incarnation) ? new(tenant, incarnation)
            : throw new FormatException($"'{Printable.Clip(s)}' is not a stamp: TENANT or TENANT:INCARNATION, e.g. hocmai:2.");
    }

    /// <summary>True when <paramref name="found"/> is what this stamp stands for.</summary>
    public bool Matches(DatabaseStamp found) => Tenant == found.Tenant && (Incarnation is null || Incarnation == found.Incarnation);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Incarnation is { } incarnation ? string.Create(CultureInfo.InvariantCulture, $"{Tenant}:{incarnation}") : Tenant.ToString();
}
