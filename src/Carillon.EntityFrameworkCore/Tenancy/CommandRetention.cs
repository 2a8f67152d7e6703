using Carillon.Jobs;
using Carillon.Tenancy;
using Microsoft.Extensions.Options;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class CommandRetention(ITenantConnections connections, IOptions<CleanUpOptions> options) : IRetention
{
    public ValueTask<int> ForgetAsync(TenantId tenant, int limit, CancellationToken cancellationToken) =>
        connections.WriteAsync(
            tenant,
            async (transaction, ct) =>
            {
                var before = await transaction.NowAsync(ct).ConfigureAwait(false) - options.Value.KeepCommandsFor;
                return await transaction.ExecuteAsync(
                    $"""
                    DELETE FROM carillon_command WHERE tenant_id = {tenant} AND command_id IN (
                        SELECT command_id FROM carillon_command WHERE tenant_id = {tenant} AND received_at < {before} ORDER BY command_id LIMIT {limit})
                    """,
                    ct).ConfigureAwait(false);
            },
            cancellationToken);
}
