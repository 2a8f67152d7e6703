namespace Carillon.Tenancy;

/// <summary>The result of a fan-out: each tenant exactly once, in the order of their ids. Tenants that an earlier run finished are not in it.</summary>
public sealed record TenantFanOutReport<T>(IReadOnlyList<TenantResult<T>> Results)
{
    /// <summary>How far the run and those that it resumed came; null while no tenant has succeeded. See <see cref="TenantFanOutOptions.ResumeFrom"/>.</summary>
    public TenantFanOutCheckpoint? Checkpoint { get; init; }

    /// <summary>Why the last checkpoint could not be kept; null where it was, or nobody keeps one.</summary>
    public Exception? CheckpointError { get; init; }

    /// <summary>How many tenants succeeded.</summary>
    public int Succeeded => Results.Count(r => r.Outcome == TenantOutcome.Succeeded);

    /// <summary>How many tenants did not succeed, for whatever reason.</summary>
    public int NotSucceeded => Results.Count - Succeeded;

    /// <summary>0 when all succeeded, 1 when none of at least one did, 3 when only some did.</summary>
    public int ExitCode => NotSucceeded == 0 ? 0 : Succeeded == 0 ? 1 : 3;
}
