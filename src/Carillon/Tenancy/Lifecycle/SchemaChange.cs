namespace Carillon.Tenancy;

/// <summary>One part of a schema that was created or upgraded.</summary>
/// <param name="Component">The part, e.g. <c>core</c> or <c>sessions</c>.</param>
/// <param name="From">The version before; null when it was not there.</param>
/// <param name="To">The version now.</param>
public sealed record SchemaChange(string Component, int? From, int To)
{
    /// <summary>E.g. <c>core 1 → 2</c>, or <c>sessions → 1</c> for one that is new.</summary>
    public override string ToString() => From is { } from ? $"{Component} {from} → {To}" : $"{Component} → {To}";
}
