using Carillon.Tenancy;

namespace Carillon.Outbox;

/// <summary>Messages that were not sent when their tenant's database was adopted: they wait until somebody decides.</summary>
public interface IHeldMessages
{
    /// <summary>How many are held, by topic.</summary>
    ValueTask<IReadOnlyList<HeldTopic>> ListAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Sends them after all, those that are still valid.</summary>
    /// <param name="tenant">The tenant, which must be in service.</param>
    /// <param name="topic">Only this topic; null for all.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>How many were released.</returns>
    ValueTask<int> ReleaseAsync(TenantId tenant, string? topic, CancellationToken cancellationToken);

    /// <summary>Drops them: they are never sent.</summary>
    /// <param name="tenant">The tenant, which must be in service.</param>
    /// <param name="topic">Only this topic; null for all.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>How many were dropped.</returns>
    ValueTask<int> DiscardAsync(TenantId tenant, string? topic, CancellationToken cancellationToken);
}
