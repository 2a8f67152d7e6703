using Carillon.Tenancy;

namespace Carillon.Jobs;

/// <summary>Keeps one <see cref="SweepMark"/> per sweep in the tenant's own database. Written only by a batch that acted.</summary>
public interface ISweepMarks
{
    /// <summary>The mark, or null when the sweep never acted. Takes no lock.</summary>
    ValueTask<SweepMark?> ReadAsync(TenantTransaction transaction, JobName sweep, CancellationToken cancellationToken);

    /// <summary>Raises both parts, each only if it is higher than what is stored.</summary>
    ValueTask RaiseAsync(TenantTransaction transaction, JobName sweep, SweepMark mark, CancellationToken cancellationToken);
}
