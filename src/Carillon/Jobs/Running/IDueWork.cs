using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Work of tenants that is woken by hints and is not a sweep, such as sending what the outbox holds.</summary>
/// <remarks>Register implementations as <see cref="IDueWork"/>; hint them under their name through <see cref="IWakeHints"/>.</remarks>
public interface IDueWork
{
    /// <summary>The stable name, e.g. <c>outbox.dispatch</c>.</summary>
    JobName Name { get; }

    /// <summary>Does what is due for the tenant within about the budget; an outage throws.</summary>
    /// <returns>What was done, and the next instant to look again.</returns>
    ValueTask<SweepReport> RunAsync(TenantId tenant, Duration budget, CancellationToken cancellationToken);

    /// <summary>The earliest instant at which something waits, from scratch: for the safety probe.</summary>
    ValueTask<Instant?> NextAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Returns when what <see cref="RunAsync"/> left going on for the tenant has ended.</summary>
    /// <remarks>Default: at once, as nothing is left going on.</remarks>
    ValueTask WhenIdleAsync(TenantId tenant, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
