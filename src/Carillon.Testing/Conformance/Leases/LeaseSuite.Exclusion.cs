using Carillon.Locking;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Testing.Conformance.Leases;

public abstract partial class LeaseSuite
{
    /// <summary>Contention is null, and other keys are free.</summary>
    public async Task A_held_key_is_refused_and_another_key_is_free(CancellationToken cancellationToken)
    {
        var (first, second) = (Host(), Host());
        await using var held = await TakeAsync(first, _key, cancellationToken).ConfigureAwait(false);
        Expect.Null(await first.Leases.TryAcquireAsync(_key, _options, cancellationToken).ConfigureAwait(false), "the same host is refused");
        Expect.Null(await second.Leases.TryAcquireAsync(_key, _options, cancellationToken).ConfigureAwait(false), "another host is refused");
        await using var tenants = await TakeAsync(second, LockKey.ForTenant(TenantId.Parse("hocmai"), "conformance"), cancellationToken).ConfigureAwait(false);
        await using var others = await TakeAsync(second, LockKey.ForTenant(TenantId.Parse("icc"), "conformance"), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>L1: at most one holder at any instant, and fences strictly rise.</summary>
    public async Task There_is_at_most_one_holder_and_fences_rise(CancellationToken cancellationToken)
    {
        LeaseHost[] hosts = [Host(), Host(), Host()];
        var fences = new List<Fence>();
        var inside = 0;
        var most = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(
            async () =>
            {
                for (var i = 0; i < Math.Max(2, Races / 10); i++)
                {
                    if (await hosts[worker % 3].Leases.TryAcquireAsync(_key, _options, cancellationToken).ConfigureAwait(false) is not { } lease)
                    {
                        continue;
                    }

                    var now = Interlocked.Increment(ref inside);
                    most = Math.Max(most, now);
                    fences.Add(lease.Fence);
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                    await lease.DisposeAsync().ConfigureAwait(false);
                }
            },
            cancellationToken))).ConfigureAwait(false);

        Expect.Equal(1, most, "at most one holder");
        Expect.Equal(fences.Order().Distinct(), fences, "fences strictly rise");
    }

    /// <summary>L1, L3: the key of a holder that died is free after its lease, not before, and the next fence is higher.</summary>
    public async Task A_dead_holders_key_is_free_after_the_lease_and_not_before(CancellationToken cancellationToken)
    {
        var (dead, next) = (Host(), Host());
        var old = await TakeAsync(dead, _key, cancellationToken).ConfigureAwait(false);
        await PassAtStoreAsync(_options.Length * 0.9, cancellationToken).ConfigureAwait(false);
        Expect.Null(await next.Leases.TryAcquireAsync(_key, _options, cancellationToken).ConfigureAwait(false), "the lease is not over");
        await PassAtStoreAsync(_options.Length * 0.1, cancellationToken).ConfigureAwait(false);
        await using var taken = await TakeAsync(next, _key, cancellationToken).ConfigureAwait(false);
        Expect.True(taken.Fence > old.Fence, "the fence rises over an expiry");
    }

    /// <summary>L1, L3: a disposed lease frees its key at once, and the next fence is higher, whoever takes it.</summary>
    public async Task A_disposed_lease_frees_its_key_at_once(CancellationToken cancellationToken)
    {
        var last = default(Fence);
        for (var i = 0; i < 5; i++)
        {
            var lease = await TakeAsync(Host(), _key, cancellationToken).ConfigureAwait(false);
            Expect.True(lease.Fence > last, "the fence rises over a release");
            Expect.True(lease.Key == _key && lease.Owner.Length > 0, "the lease says what it is");
            last = lease.Fence;
            await lease.DisposeAsync().ConfigureAwait(false);
            await lease.DisposeAsync().ConfigureAwait(false);
            Expect.True(!lease.Lost.IsCancellationRequested, "giving back is no loss");
            Expect.True(!await lease.RenewAsync(cancellationToken).ConfigureAwait(false), "a lease that was given back is not renewed");
        }
    }

    /// <summary>A late holder's dispose does not free the key of its successor.</summary>
    public async Task A_late_dispose_does_not_free_the_successors_key(CancellationToken cancellationToken)
    {
        var (late, next) = (Host(), Host());
        var old = await TakeAsync(late, _key, cancellationToken).ConfigureAwait(false);
        await PassAtStoreAsync(_options.Length, cancellationToken).ConfigureAwait(false);
        await using var taken = await TakeAsync(next, _key, cancellationToken).ConfigureAwait(false);
        await old.DisposeAsync().ConfigureAwait(false);
        Expect.Null(await late.Leases.TryAcquireAsync(_key, _options, cancellationToken).ConfigureAwait(false), "the successor still holds the key");
        Expect.True(await taken.RenewAsync(cancellationToken).ConfigureAwait(false), "the successor's lease can be renewed");
    }
}
