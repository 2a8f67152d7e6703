using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>The transactions that a sweep is made of, each one short: look, settle a window, put an item aside.</summary>
internal sealed class SweepTransactions(ISweep sweep, TenantId tenant, ITenantConnections connections, ISweepMarks marks)
{
    public async ValueTask<SweepLook> LookAsync(SweepScan scan, CancellationToken cancellationToken)
    {
        var transaction = await connections.BeginAsync(tenant, TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // A tenant with nothing due costs the sweep's own question: the mark is read where it bounds the scan, or something is due.
            var mark = scan == SweepScan.Recent ? await ReadMarkAsync(transaction, cancellationToken).ConfigureAwait(false) : null;
            var clock = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
            var from = scan == SweepScan.Recent ? SweepClock.ScanFrom(mark, clock) : null;
            var next = await sweep.NextAsync(transaction, from, cancellationToken).ConfigureAwait(false);
            if (scan == SweepScan.Everything && next <= clock)
            {
                mark = await ReadMarkAsync(transaction, cancellationToken).ConfigureAwait(false);
            }

            return new(from, SweepClock.Floor(clock, mark), next);
        }
    }

    public async ValueTask<SweepAttempt> SettleAsync(SweepWindow window, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SettleOnceAsync(window, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (attempt < TransactionConflict.MostAttempts && TransactionConflict.Is(error))
            {
                // The other transaction goes on; the batch is claimed anew, as it may have changed.
            }
        }
    }

    private async ValueTask<SweepAttempt> SettleOnceAsync(SweepWindow window, CancellationToken cancellationToken)
    {
        IReadOnlyList<SweepItem> items = [];
        var transaction = await connections.BeginAsync(tenant, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            try
            {
                items = await sweep.ClaimAsync(transaction, window, cancellationToken).ConfigureAwait(false);
                var mark = await ReadMarkAsync(transaction, cancellationToken).ConfigureAwait(false);
                var clock = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                var now = Instant.Max(window.Until, SweepClock.Floor(clock, mark));
                var batch = items.Count == 0 ? default : await sweep.SettleAsync(transaction, items, now, cancellationToken).ConfigureAwait(false);
                var next = await sweep.NextAsync(transaction, window.From, cancellationToken).ConfigureAwait(false);
                var attempt = new SweepAttempt(items, batch, now, next);
                if (attempt.IsProgress)
                {
                    await marks.RaiseAsync(transaction, sweep.Name, new(SweepClock.SettledTo(clock, next), now), cancellationToken).ConfigureAwait(false);
                }

                if (items.Count > 0)
                {
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                }

                return attempt;
            }
            catch (Exception error) when (items.Count > 0 && !InfrastructureFailure.Is(error, transaction))
            {
                return new(items, default, window.Until, window.Until, error);
            }
        }
    }

    public async ValueTask<SweepItem?> QuarantineAsync(SweepWindow window, CancellationToken cancellationToken)
    {
        var transaction = await connections.BeginAsync(tenant, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var items = await sweep.ClaimAsync(transaction, window, cancellationToken).ConfigureAwait(false);
            if (items.Count == 0)
            {
                return null;
            }

            var now = Instant.Max(window.Until, await transaction.NowAsync(cancellationToken).ConfigureAwait(false));
            await sweep.QuarantineAsync(transaction, items[0], now + SweepBackOff.After(items[0].Failures), cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return items[0];
        }
    }

    private ValueTask<SweepMark?> ReadMarkAsync(TenantTransaction transaction, CancellationToken cancellationToken) =>
        marks.ReadAsync(transaction, sweep.Name, cancellationToken);
}
