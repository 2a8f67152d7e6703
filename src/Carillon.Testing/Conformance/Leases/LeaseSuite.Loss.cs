using Carillon.Locking;
using NodaTime;

namespace Carillon.Testing.Conformance.Leases;

public abstract partial class LeaseSuite
{
    /// <summary>Renewal is automatic: a lease outlives its length many times, and goes out before half of it is over.</summary>
    public async Task A_lease_is_renewed_until_it_is_disposed(CancellationToken cancellationToken)
    {
        var (holder, other) = (Host(), Host());
        await using var lease = await TakeAsync(holder, _key, cancellationToken).ConfigureAwait(false);
        for (var third = 1; third <= 9; third++)
        {
            var before = holder.Store.Renewals.Count;
            await PassAtStoreAsync(_options.Length / 3, cancellationToken).ConfigureAwait(false);
            holder.Clock.Advance(_options.Length / 3);
            await UntilAsync(() => holder.Store.Renewals.Count > before, "a renewal goes out each third of the lease", cancellationToken).ConfigureAwait(false);
            await UntilAsync(
                async () => await other.Leases.TryAcquireAsync(_key, _options, cancellationToken).ConfigureAwait(false) is null,
                "the key stays held",
                cancellationToken).ConfigureAwait(false);
            Expect.True(await lease.RenewAsync(cancellationToken).ConfigureAwait(false), "the lease is still held");
        }

        Expect.True(!lease.Lost.IsCancellationRequested, "a renewed lease is not lost");
    }

    /// <summary>L2: a holder that was paused past its lease has a lower fence, learns of the loss, and cannot renew.</summary>
    public async Task A_paused_holder_finds_its_lease_lost(CancellationToken cancellationToken)
    {
        var (paused, next) = (Host(), Host());
        var old = await TakeAsync(paused, _key, cancellationToken).ConfigureAwait(false);
        await PassAtStoreAsync(_options.Length, cancellationToken).ConfigureAwait(false);
        await using var taken = await TakeAsync(next, _key, cancellationToken).ConfigureAwait(false);
        Expect.True(old.Fence < taken.Fence, "the successor's fence is higher");
        paused.Clock.Advance(_options.Length);
        Expect.True(old.Lost.IsCancellationRequested, "the loss is signalled as soon as the process goes on");
        Expect.True(!await old.RenewAsync(cancellationToken).ConfigureAwait(false), "a lost lease is not renewed");
        Expect.True(!taken.Lost.IsCancellationRequested, "the successor is not touched");
    }

    /// <summary>A holder whose lease was taken over learns it from the next renewal, long before its own deadline.</summary>
    public async Task A_refused_renewal_is_a_loss(CancellationToken cancellationToken)
    {
        var (slow, next) = (Host(), Host());
        var old = await TakeAsync(slow, _key, cancellationToken).ConfigureAwait(false);
        await PassAtStoreAsync(_options.Length, cancellationToken).ConfigureAwait(false);
        await using var taken = await TakeAsync(next, _key, cancellationToken).ConfigureAwait(false);
        Expect.True(!await old.RenewAsync(cancellationToken).ConfigureAwait(false), "the renewal is refused");
        Expect.True(old.Lost.IsCancellationRequested, "the loss is signalled");
    }

    /// <summary>An expired lease is not revived, even when nobody has taken the key.</summary>
    public async Task An_expired_lease_is_not_renewed(CancellationToken cancellationToken)
    {
        var lease = await TakeAsync(Host(), _key, cancellationToken).ConfigureAwait(false);
        await PassAtStoreAsync(_options.Length, cancellationToken).ConfigureAwait(false);
        Expect.True(!await lease.RenewAsync(cancellationToken).ConfigureAwait(false), "the renewal is refused");
    }

    /// <summary>L4: without a way to the store the loss is signalled before the lease ends, and nobody gets in before that.</summary>
    public Task A_broken_store_signals_the_loss_in_time(CancellationToken cancellationToken) => CutOffAsync(s => s.Break(), cancellationToken);

    /// <summary>L4: the same with a store that hangs and listens to no token.</summary>
    public Task A_hanging_store_signals_the_loss_in_time(CancellationToken cancellationToken) => CutOffAsync(s => s.Hang(), cancellationToken);

    /// <summary>L4: an outage shorter than the lease loses nothing.</summary>
    public async Task A_short_outage_loses_nothing(CancellationToken cancellationToken)
    {
        var host = Host();
        await using var lease = await TakeAsync(host, _key, cancellationToken).ConfigureAwait(false);
        host.Store.Break();
        host.Clock.Advance(_options.Length * 0.4);
        Expect.True(!lease.Lost.IsCancellationRequested, "a failed renewal alone is no loss");
        await Expect.ThrowsAsync<IOException>(() => lease.RenewAsync(cancellationToken).AsTask(), "an outage is an exception").ConfigureAwait(false);
        host.Store.GoOn();
        Expect.True(await lease.RenewAsync(cancellationToken).ConfigureAwait(false), "the lease is renewed after the outage");
        host.Clock.Advance(_options.Length * 0.6);
        Expect.True(!lease.Lost.IsCancellationRequested, "the deadline has moved");
    }

    /// <summary>A deadline counts from when the request was sent, not from when the answer came.</summary>
    public async Task The_deadline_counts_from_when_the_request_was_sent(CancellationToken cancellationToken)
    {
        var host = Host();
        host.Store.Hang();
        var taking = host.Leases.TryAcquireAsync(_key, _options, cancellationToken).AsTask();
        host.Clock.Advance(_options.Length * 0.6);
        host.Store.GoOn();
        var lease = Expect.NotNull(await taking.ConfigureAwait(false), "a slow answer is an answer");
        host.Store.Break();
        host.Clock.Advance(_options.Length * 0.4);
        Expect.True(lease.Lost.IsCancellationRequested, "the loss is signalled one lease after the request");
    }

    /// <summary>L8: the renewals of one host go out together.</summary>
    public async Task Renewals_of_one_host_go_out_together(CancellationToken cancellationToken)
    {
        var host = Host();
        for (var i = 0; i < 50; i++)
        {
            await TakeAsync(host, LockKey.Global($"together-{i}"), cancellationToken).ConfigureAwait(false);
            host.Clock.Advance(Duration.FromMilliseconds(20));
        }

        host.Clock.Advance(_options.Length / 3);
        Expect.Equal([50], host.Store.Renewals, "fifty leases are one renewal");
    }

    private async Task CutOffAsync(Action<LeaseStoreSwitch> cut, CancellationToken cancellationToken)
    {
        var (holder, other) = (Host(), Host());
        var lease = await TakeAsync(holder, _key, cancellationToken).ConfigureAwait(false);
        cut(holder.Store);
        var step = _options.Length / 20;
        var lostAt = Duration.Zero;
        for (var passed = step; passed < _options.Length; passed += step)
        {
            await PassAtStoreAsync(step, cancellationToken).ConfigureAwait(false);
            holder.Clock.Advance(step);
            lostAt = lostAt == Duration.Zero && lease.Lost.IsCancellationRequested ? passed : lostAt;
            Expect.Null(await other.Leases.TryAcquireAsync(_key, _options, cancellationToken).ConfigureAwait(false), "nobody is let in before the lease ends");
        }

        Expect.True(lostAt > _options.Length / 2, "the loss is signalled before the lease ends, and not for a short outage");
        await PassAtStoreAsync(step, cancellationToken).ConfigureAwait(false);
        await using var taken = await TakeAsync(other, _key, cancellationToken).ConfigureAwait(false);
        holder.Store.GoOn();
        await lease.DisposeAsync().ConfigureAwait(false);
        Expect.Null(await holder.Leases.TryAcquireAsync(_key, _options, cancellationToken).ConfigureAwait(false), "answers that come late free or revive nothing");
    }
}
