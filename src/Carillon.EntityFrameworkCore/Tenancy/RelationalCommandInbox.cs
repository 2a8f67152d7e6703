using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

// The id is inserted before the effect: another transaction with the same id waits at the key until this one ends,
// and then finds the response, or may carry the command out because this one rolled back.
internal sealed class RelationalCommandInbox : ICommandInbox
{
    private const int LongestId = 200;

    public async ValueTask<string?> FindAsync(TenantTransaction transaction, string commandId, string payloadHash, CancellationToken cancellationToken)
    {
        Check(transaction, commandId, payloadHash);
        var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
        var claimed = await transaction.ExecuteAsync(
            $"""
            INSERT INTO carillon_command (tenant_id, command_id, payload_hash, received_at)
            VALUES ({transaction.Tenant}, {commandId}, {payloadHash}, {now})
            ON CONFLICT DO NOTHING
            """,
            cancellationToken).ConfigureAwait(false);
        var own = transaction.Local(() => new OwnCommands()).Ids;
        if (claimed == 1)
        {
            own.Add(commandId);
            return null;
        }

        var (hash, response) = await transaction.FirstOrDefaultAsync(
            $"SELECT payload_hash, response FROM carillon_command WHERE tenant_id = {transaction.Tenant} AND command_id = {commandId}",
            r => (r.Text(0), r.TextOrNull(1)),
            cancellationToken).ConfigureAwait(false);
        if (hash != payloadHash)
        {
            throw new CommandConflictException(transaction.Tenant, commandId);
        }

        return response ?? (own.Contains(commandId) ? null : string.Empty);
    }

    public async ValueTask RecordAsync(TenantTransaction transaction, string commandId, string payloadHash, string response, CancellationToken cancellationToken)
    {
        Check(transaction, commandId, payloadHash);
        ArgumentNullException.ThrowIfNull(response);
        var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
        var recorded = await transaction.ExecuteAsync(
            $"""
            INSERT INTO carillon_command (tenant_id, command_id, payload_hash, response, received_at)
            VALUES ({transaction.Tenant}, {commandId}, {payloadHash}, {response}, {now})
            ON CONFLICT (tenant_id, command_id) DO UPDATE SET response = excluded.response
            WHERE carillon_command.payload_hash = excluded.payload_hash AND carillon_command.response IS NULL
            """,
            cancellationToken).ConfigureAwait(false);
        if (recorded == 0)
        {
            throw new CommandConflictException(transaction.Tenant, commandId);
        }
    }

    private static void Check(TenantTransaction transaction, string commandId, string payloadHash)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentException.ThrowIfNullOrEmpty(payloadHash);
        ArgumentNullException.ThrowIfNull(commandId);
        if (commandId.Length is 0 or > LongestId || commandId.Any(c => char.IsControl(c) || char.IsSurrogate(c)))
        {
            throw new ArgumentException($"'{Printable.Clip(commandId)}' is not a command id: 1 to {LongestId} printable characters.", nameof(commandId));
        }
    }

    private sealed class OwnCommands
    {
        public HashSet<string> Ids { get; } = new(StringComparer.Ordinal);
    }
}
