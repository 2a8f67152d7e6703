using System.Data.Common;
using System.Globalization;
using Carillon.EntityFrameworkCore;
using Carillon.EntityFrameworkCore.Locking;
using Carillon.Locking;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.LeaseHolder;

/// <summary>One lease at a time, and writes under it.</summary>
internal sealed class Holder(ILeaseProvider leases, ITenantConnections tenants, TextWriter output)
{
    private static readonly TenantId Tenant = TenantId.Parse("hocmai");

    private ILease? _lease;

    /// <summary><c>take KEY MILLISECONDS</c>, <c>write</c>, <c>contend KEY TIMES</c>.</summary>
    public Task DoAsync(string[] words, CancellationToken cancellationToken) => words[0] switch
    {
        "take" => TakeAsync(KeyOf(words[1]), Duration.FromMilliseconds(Number(words[2])), cancellationToken),
        "write" => WriteAsync(cancellationToken),
        "contend" => ContendAsync(KeyOf(words[1]), Number(words[2]), cancellationToken),
        _ => output.WriteLineAsync($"unknown {words[0]}"),
    };

    private async Task TakeAsync(LockKey key, Duration length, CancellationToken cancellationToken)
    {
        _lease = await leases.TryAcquireAsync(key, new() { Length = length }, cancellationToken);
        _lease?.Lost.Register(() => output.WriteLine("lost"));
        await output.WriteLineAsync(_lease is null ? "taken" : $"held {_lease.Fence.Number}");
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await tenants.BeginAsync(Tenant, cancellationToken);
        try
        {
            await FencedWrite.EnsureAsync(transaction, _lease!.Key, _lease.Fence, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            await output.WriteLineAsync("written");
        }
        catch (StaleFenceException)
        {
            await output.WriteLineAsync("refused");
        }
    }

    // The row that is there once, while somebody is inside, shows that nobody else is.
    private async Task ContendAsync(LockKey key, int times, CancellationToken cancellationToken)
    {
        for (var i = 0; i < times; i++)
        {
            await using var lease = await leases.AcquireAsync(key, new() { WaitAtMost = Duration.FromMinutes(1) }, cancellationToken);
            try
            {
                await RunAsync("INSERT INTO inside VALUES (1)", cancellationToken);
                await RunAsync("DELETE FROM inside", cancellationToken);
                await output.WriteLineAsync($"held {lease.Fence.Number}");
            }
            catch (DbException error)
            {
                await output.WriteLineAsync($"overlap {error.Message}");
            }
        }

        await output.WriteLineAsync("done");
    }

    private async Task RunAsync(string statement, CancellationToken cancellationToken)
    {
        await using var transaction = await tenants.BeginAsync(Tenant, cancellationToken);
        await transaction.ExecuteScriptAsync(statement, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static LockKey KeyOf(string name) => LockKey.ForTenant(Tenant, name);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
