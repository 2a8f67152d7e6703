using Carillon.Tenancy;
using Microsoft.Extensions.Options;

namespace Carillon.Jobs;

internal sealed class QueueRetention(IQueueStore store, IOptions<QueueOptions> options) : IRetention
{
    public ValueTask<int> ForgetAsync(TenantId tenant, int limit, CancellationToken cancellationToken) =>
        store.ForgetAsync(tenant, options.Value.KeepFor, limit, cancellationToken);
}
