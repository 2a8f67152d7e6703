using NodaTime;

namespace Carillon.Tenancy;

/// <summary>What a fan-out did for one tenant.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Value">What the body returned; <c>default</c> unless it succeeded.</param>
/// <param name="Error">What it threw, or why it was left out; null when it succeeded or was skipped. A <see cref="ClippedErrorException"/> after a thousand others.</param>
/// <param name="Elapsed">How long it took, all attempts together.</param>
public sealed record TenantResult<T>(TenantId Tenant, TenantOutcome Outcome, T? Value, Exception? Error, Duration Elapsed)
{
    /// <summary>How often it was tried.</summary>
    /// <value>Default: 0, for a tenant that was not started.</value>
    public int Attempts { get; init; }
}
