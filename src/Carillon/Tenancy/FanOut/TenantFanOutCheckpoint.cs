namespace Carillon.Tenancy;

/// <summary>How far a fan-out came: all tenants up to an id have succeeded, except some. Kept as text, it lets another run go on.</summary>
/// <param name="Until">The last id that succeeded.</param>
/// <param name="Except">The tenants before it that have not, in order: they failed, or were still worked on.</param>
/// <remarks>A tenant that is added to the catalogue later, with an id before <paramref name="Until"/>, is taken for one that has succeeded.</remarks>
public sealed record TenantFanOutCheckpoint(TenantId Until, IReadOnlyList<TenantId> Except)
{
    private const string Separator = " except ";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no checkpoint.</exception>
    public static TenantFanOutCheckpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(Separator);
        if (parts.Length > 2)
        {
            throw new FormatException($"'{Printable.Clip(text)}' is not a checkpoint: an id, or an id, 'except' and ids separated by commas.");
        }

        return new(TenantId.Parse(parts[0]), parts.Length == 1 ? [] : [.. parts[1].Split(',').Select(TenantId.Parse)]);
    }

    /// <summary>True when the tenant has succeeded.</summary>
    public bool Includes(TenantId tenant) => tenant <= Until && !Except.Contains(tenant);

    /// <summary>The text: <c>t042</c>, or <c>t042 except t007,t040</c>.</summary>
    public override string ToString() => Except.Count == 0 ? Until.Value : $"{Until}{Separator}{string.Join(',', Except)}";

    /// <summary>Compares by the tenants.</summary>
    public bool Equals(TenantFanOutCheckpoint? other) => other is not null && Until == other.Until && Except.SequenceEqual(other.Except);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Until, Except.Count);
}
