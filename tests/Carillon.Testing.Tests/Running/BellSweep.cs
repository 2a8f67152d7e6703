using System.Data.Common;
using Carillon.Jobs;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Testing.Tests.Running;

/// <summary>Rings each bell at its due instant; the toy of these tests.</summary>
internal sealed class BellSweep : ISweep
{
    public JobName Name { get; } = new("bells.ring");

    /// <summary>A bell that cannot be rung.</summary>
    public Guid? Cracked { get; set; }

    public const string Table =
        "CREATE TABLE bell (id TEXT PRIMARY KEY, due_at INTEGER NOT NULL, wake_at INTEGER, rung_at INTEGER, failures INTEGER NOT NULL DEFAULT 0)";

    public static async Task ProvisionAsync(IServiceProvider host, TenantId tenant, CancellationToken ct)
    {
        await host.GetRequiredService<ITenantProvisioner>().ProvisionAsync(new Tenant(tenant, tenant.Value, "Europe/Berlin"), ct);
        await using var tx = await host.GetRequiredService<ITenantConnections>().BeginAsync(tenant, ct);
        await ExecuteAsync(tx, Table, ct);
        await tx.CommitAsync(ct);
    }

    public static async Task<Guid> HangAsync(ITenantConnections tenants, TenantId tenant, Instant due, CancellationToken ct)
    {
        await using var tx = await tenants.BeginAsync(tenant, ct);
        var id = Guid.CreateVersion7();
        await ExecuteAsync(tx, "INSERT INTO bell (id, due_at, wake_at) VALUES (@id, @at, @at)", ct, ("@id", id.ToString()), ("@at", Micros(due)));
        await tx.CommitAsync(ct);
        return id;
    }

    public static async Task<Instant?> RungAtAsync(ITenantConnections tenants, TenantId tenant, Guid id, CancellationToken ct)
    {
        await using var tx = await tenants.BeginAsync(tenant, TransactionMode.Read, ct);
        await using var command = Command(tx, "SELECT rung_at FROM bell WHERE id = @id", ("@id", id.ToString()));
        return await command.ExecuteScalarAsync(ct) is long at ? At(at) : null;
    }

    public async ValueTask<Instant?> NextAsync(TenantTransaction transaction, Instant? from, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, "SELECT min(wake_at) FROM bell WHERE wake_at >= @from", ("@from", from is { } f ? Micros(f) : 0));
        return await command.ExecuteScalarAsync(cancellationToken) is long at ? At(at) : null;
    }

    public async ValueTask<IReadOnlyList<SweepItem>> ClaimAsync(TenantTransaction transaction, SweepWindow window, CancellationToken cancellationToken)
    {
        var items = new List<SweepItem>();
        await using var command = Command(
            transaction,
            "SELECT id, due_at, failures FROM bell WHERE wake_at <= @until ORDER BY wake_at, id LIMIT @limit",
            ("@until", Micros(window.Until)),
            ("@limit", window.Limit));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            items.Add(new(Guid.Parse(reader.GetString(0)), At(reader.GetInt64(1)), reader.GetInt32(2)));
        }

        return [.. items.Where(item => window.Only?.Contains(item.Id) ?? true)];
    }

    public async ValueTask<SweepBatch> SettleAsync(
        TenantTransaction transaction, IReadOnlyList<SweepItem> items, Instant now, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            if (item.Id == Cracked)
            {
                throw new InvalidOperationException("cracked");
            }

            await ExecuteAsync(
                transaction,
                "UPDATE bell SET rung_at = due_at, wake_at = NULL WHERE id = @id AND rung_at IS NULL",
                cancellationToken,
                ("@id", item.Id.ToString()));
        }

        return new(items.Count);
    }

    public async ValueTask QuarantineAsync(TenantTransaction transaction, SweepItem item, Instant until, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            transaction,
            "UPDATE bell SET wake_at = @until, failures = failures + 1 WHERE id = @id",
            cancellationToken,
            ("@until", Micros(until)),
            ("@id", item.Id.ToString()));

    private static long Micros(Instant instant) => instant.ToUnixTimeTicks() / 10;

    private static Instant At(long micros) => Instant.FromUnixTimeTicks(micros * 10);

    private static async Task ExecuteAsync(TenantTransaction tx, string sql, CancellationToken ct, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(tx, sql, parameters);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static DbCommand Command(TenantTransaction tx, string sql, params (string Name, object Value)[] parameters)
    {
        var command = tx.Connection.CreateCommand();
        command.Transaction = tx.Transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
