namespace Carillon.Tenancy;

/// <summary>The result of a fan-out: each tenant exactly once, in the order of their ids.</summary>
public sealed record TenantFanOutReport<T>(IReadOnlyList<TenantResult<T>> Results)
{
    /// <summary>How many tenants succeeded.</summary>
    public int Succeeded => Results.Count(r => r.Outcome == TenantOutcome.Succeeded);

    /// <summary>How many tenants did not succeed, for whatever reason.</summary>
    public int NotSucceeded => Results.Count - Succeeded;

    /// <summary>0 when all succeeded, 1 when none of at least one did, 3 when only some did.</summary>
    public int ExitCode => NotSucceeded == 0 ? 0 : Succeeded == 0 ? 1 : 3;
}
