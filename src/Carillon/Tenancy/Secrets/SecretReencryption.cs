using System.Text.Json.Nodes;

namespace Carillon.Tenancy;

internal sealed class SecretReencryption(IConnectionStore store, ISecretProtector protector) : ISecretReencryption
{
    private const int PageSize = 100;

    public async ValueTask<ReencryptionReport> RunAsync(string actor, IProgress<ReencryptionStep>? progress, CancellationToken cancellationToken)
    {
        var (active, moved, left) = (protector.ActiveKeyId, 0L, new List<ReencryptionStep>());
        var query = new ConnectionQuery { NotUnderKey = active, Limit = PageSize };
        while (await store.ListAsync(query, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var connection in page)
            {
                var step = new ReencryptionStep(
                    connection.Tenant, connection.Name, connection.Secret!.KeyId, await MoveAsync(connection, actor, cancellationToken).ConfigureAwait(false));
                progress?.Report(step);
                if (step.Problem is null)
                {
                    moved++;
                }
                else
                {
                    left.Add(step);
                }
            }

            query = query with { After = (page[^1].Tenant, page[^1].Name) };
        }

        var counts = await store.CountByKeyAsync(cancellationToken).ConfigureAwait(false);
        return new(moved, left, [.. counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new KeyUse(c.Key, c.Value, c.Key == active, protector.Knows(c.Key)))]);
    }

    private async ValueTask<string?> MoveAsync(NamedConnection connection, string actor, CancellationToken cancellationToken)
    {
        try
        {
            // Generation and last test stay: the password is the same, and so are the pools.
            var secret = await protector.OpenAsync(connection.Secret!, connection.PasswordPlace, cancellationToken).ConfigureAwait(false);
            var moved = connection with { Secret = await protector.ProtectAsync(secret, connection.PasswordPlace, cancellationToken).ConfigureAwait(false) };
            var note = new AuditNote(actor, AuditActions.ConnectionReencrypted)
            {
                Tenant = connection.Tenant,
                Subject = connection.Name.Value,
                Before = Key(connection),
                After = Key(moved),
            };
            return await store.TryUpdateAsync(moved, note, cancellationToken).ConfigureAwait(false) ? null : "another change came first; it is moved by the next run";
        }
        catch (SecretUnreadableException error)
        {
            return error.Message;
        }
    }

    private static string Key(NamedConnection connection) => new JsonObject { ["keyId"] = connection.Secret!.KeyId }.ToJsonString();
}
