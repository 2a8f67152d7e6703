using Carillon.Locking;
using NodaTime;

namespace Carillon.Testing.Conformance.Leases;

public abstract partial class LeaseSuite
{
    /// <summary>A waiter gets the key when it is given back in its own process, without a clock.</summary>
    public async Task A_waiter_gets_the_key_when_it_is_given_back(CancellationToken cancellationToken)
    {
        var host = Host();
        var first = await TakeAsync(host, _key, cancellationToken).ConfigureAwait(false);
        var waiting = host.Leases.AcquireAsync(_key, _options, cancellationToken).AsTask();
        var waitingToo = host.Leases.AcquireAsync(_key, _options, cancellationToken).AsTask();
        await first.DisposeAsync().ConfigureAwait(false);
        var second = await (await Task.WhenAny(waiting, waitingToo).ConfigureAwait(false)).ConfigureAwait(false);
        Expect.True(!(waiting.IsCompleted && waitingToo.IsCompleted), "only one waiter gets the key");
        await second.DisposeAsync().ConfigureAwait(false);
        foreach (var lease in await Task.WhenAll(waiting, waitingToo).ConfigureAwait(false))
        {
            await lease.DisposeAsync().ConfigureAwait(false);
        }

        Expect.Equal(0, host.Leases.KeysWaitedFor, "nothing is left of the waiters");
    }

    /// <summary>A waiter finds the key of a holder in another process by asking again.</summary>
    public async Task A_waiter_finds_a_key_that_another_host_gave_back(CancellationToken cancellationToken)
    {
        var (holder, waiter) = (Host(), Host());
        var first = await TakeAsync(holder, _key, cancellationToken).ConfigureAwait(false);
        var waiting = waiter.Leases.AcquireAsync(_key, _options, cancellationToken).AsTask();
        await first.DisposeAsync().ConfigureAwait(false);
        await UntilAsync(
            () =>
            {
                waiter.Clock.Advance(Duration.FromMilliseconds(5));
                return waiting.IsCompleted;
            },
            "the waiter gets the key",
            cancellationToken).ConfigureAwait(false);
        Expect.True(Duration.FromTimeSpan(waiter.Clock.GetElapsedTime(0)) < _options.WaitAtMost * 0.9, "it asks again while it waits, not only at the end");
        await (await waiting.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Waiting ends with a timeout, and not before.</summary>
    public async Task Waiting_ends_with_a_timeout(CancellationToken cancellationToken)
    {
        var (holder, waiter) = (Host(), Host());
        await using var held = await TakeAsync(holder, _key, cancellationToken).ConfigureAwait(false);
        await Expect.ThrowsAsync<TimeoutException>(
            () => waiter.Leases.AcquireAsync(_key, _options with { WaitAtMost = Duration.Zero }, cancellationToken).AsTask(),
            "waiting for no time tries once").ConfigureAwait(false);

        var waiting = waiter.Leases.AcquireAsync(_key, _options, cancellationToken).AsTask();
        await UntilAsync(
            () =>
            {
                waiter.Clock.Advance(Duration.FromMilliseconds(50));
                return waiting.IsCompleted;
            },
            "waiting ends",
            cancellationToken).ConfigureAwait(false);
        await Expect.ThrowsAsync<TimeoutException>(() => waiting, "waiting in vain").ConfigureAwait(false);
        var waited = Duration.FromTimeSpan(waiter.Clock.GetElapsedTime(0));
        Expect.True(waited >= _options.WaitAtMost, "the whole time was waited");
        Expect.Equal(0, waiter.Leases.KeysWaitedFor, "nothing is left of the waiter");
    }

    /// <summary>L6: cancelling a wait leaves nothing behind: no place in the line, no lease, and the others go on waiting.</summary>
    public async Task Cancelling_a_wait_leaves_nothing_behind(CancellationToken cancellationToken)
    {
        var host = Host();
        var random = new Random(6);
        for (var race = 0; race < Math.Max(1, Races / 10); race++)
        {
            var held = await TakeAsync(host, _key, cancellationToken).ConfigureAwait(false);
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var cancelled = host.Leases.AcquireAsync(_key, _options, cancel.Token).AsTask();
            var stays = host.Leases.AcquireAsync(_key, _options, cancellationToken).AsTask();
            await Task.WhenAll(SoonAsync(random.Next(3), cancel.CancelAsync), SoonAsync(random.Next(3), () => held.DisposeAsync().AsTask())).ConfigureAwait(false);
            try
            {
                await (await cancelled.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The race decides whether it was faster than its cancellation.
            }

            // The cancelled one may hold the key for a moment, until it is freed in the background: that wakes the next in line.
            await (await stays.WaitAsync(TimeSpan.FromSeconds(20), cancellationToken).ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            Expect.Equal(0, host.Leases.KeysWaitedFor, "nothing is left of the waiters");
            Expect.Equal(0, host.Leases.LeasesHeld, "nothing is left of the leases");
        }
    }

    /// <summary>L6: a lease that is granted to a caller who has gone is given back.</summary>
    public async Task A_lease_granted_after_a_cancellation_is_given_back(CancellationToken cancellationToken)
    {
        var host = Host();
        using var cancel = new CancellationTokenSource();
        host.Store.Hang();
        var taking = host.Leases.TryAcquireAsync(_key, _options, cancel.Token).AsTask();
        await cancel.CancelAsync().ConfigureAwait(false);
        await Expect.ThrowsAsync<OperationCanceledException>(() => taking, "cancelling does not wait for the store").ConfigureAwait(false);
        host.Store.GoOn();
        await UntilAsync(() => host.Store.Answers > 0, "the store answers in the end", cancellationToken).ConfigureAwait(false);
        await UntilFreeAsync("the key is given back", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>L7: breakage is an exception, at once, and never "held by another"; giving back never throws.</summary>
    public async Task Breakage_is_an_exception(CancellationToken cancellationToken)
    {
        var host = Host();
        var lease = await TakeAsync(host, _key, cancellationToken).ConfigureAwait(false);
        host.Store.Break();
        await Expect.ThrowsAsync<IOException>(() => host.Leases.TryAcquireAsync(_key, _options, cancellationToken).AsTask(), "trying").ConfigureAwait(false);
        await Expect.ThrowsAsync<IOException>(() => host.Leases.AcquireAsync(_key, _options, cancellationToken).AsTask(), "waiting").ConfigureAwait(false);
        await Expect.ThrowsAsync<IOException>(() => lease.RenewAsync(cancellationToken).AsTask(), "renewing").ConfigureAwait(false);
        await lease.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>L5: dispose, renewal and expiry at the same time never strand the key.</summary>
    public async Task Races_of_dispose_renewal_and_expiry_strand_no_key(CancellationToken cancellationToken)
    {
        var random = new Random(5);
        for (var race = 0; race < Races; race++)
        {
            var host = Host();
            var lease = await TakeAsync(host, _key, cancellationToken).ConfigureAwait(false);
            var advance = _options.Length * random.NextDouble() * 1.2;
            await Task.WhenAll(
                SoonAsync(random.Next(4), () => lease.DisposeAsync().AsTask()),
                SoonAsync(random.Next(4), () => lease.RenewAsync(cancellationToken).AsTask()),
                SoonAsync(random.Next(4), () => Task.Run(() => host.Clock.Advance(advance), cancellationToken)),
                SoonAsync(random.Next(4), () => lease.DisposeAsync().AsTask())).ConfigureAwait(false);
            await UntilFreeAsync($"race {race} leaves the key free", cancellationToken).ConfigureAwait(false);
            Expect.Equal(0, host.Leases.LeasesHeld, "nothing is left of the lease");
            host.Dispose();
        }
    }

    private static async Task SoonAsync(int yields, Func<Task> action)
    {
        for (var i = 0; i < yields; i++)
        {
            await Task.Yield();
        }

        await action().ConfigureAwait(false);
    }

    private async Task UntilFreeAsync(string promise, CancellationToken cancellationToken)
    {
        var other = Host();
        await UntilAsync(
            async () =>
            {
                var lease = await other.Leases.TryAcquireAsync(_key, _options, cancellationToken).ConfigureAwait(false);
                if (lease is not null)
                {
                    await lease.DisposeAsync().ConfigureAwait(false);
                }

                return lease is not null;
            },
            promise,
            cancellationToken).ConfigureAwait(false);
    }
}
