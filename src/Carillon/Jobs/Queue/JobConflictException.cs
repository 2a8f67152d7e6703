using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Two different pieces of work claim the same key: a defect in the code that derives keys.</summary>
public sealed class JobConflictException(TenantId tenant, JobName job, string key)
    : Exception($"Key '{Printable.Clip(key)}' of job '{job}' of tenant '{tenant}' exists with other arguments.")
{
    /// <summary>The tenant.</summary>
    public TenantId Tenant { get; } = tenant;

    /// <summary>The job.</summary>
    public JobName Job { get; } = job;

    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
