using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Tenancy;
using Microsoft.Extensions.Options;

namespace Carillon.EntityFrameworkCore.Outbox;

internal sealed class OutboxRetention(IOutboxStore store, IOptions<OutboxOptions> options) : IRetention
{
    public ValueTask<int> ForgetAsync(TenantId tenant, int limit, CancellationToken cancellationToken) =>
        store.ForgetAsync(tenant, options.Value.KeepFor, limit, cancellationToken);
}
