namespace Carillon.Sessions;

/// <summary>What <c>sessions.auto-end</c> did.</summary>
/// <param name="Ended">Sessions ended across all tenants.</param>
/// <param name="Tenants">Each tenant once.</param>
public sealed record AutoEndReport(long Ended, IReadOnlyList<AutoEndOfTenant> Tenants);
