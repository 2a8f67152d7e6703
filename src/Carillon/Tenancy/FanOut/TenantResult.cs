using NodaTime;

namespace Carillon.Tenancy;

/// <summary>What a fan-out did for one tenant.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Value">What the body returned; <c>default</c> unless it succeeded.</param>
/// <param name="Error">What it threw; null when it succeeded or was skipped.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record TenantResult<T>(TenantId Tenant, TenantOutcome Outcome, T? Value, Exception? Error, Duration Elapsed);
