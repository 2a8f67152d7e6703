using NodaTime;

namespace Carillon.Jobs;

/// <summary>One run of a sweep for one tenant: batch after batch until nothing is due, halving those that fail.</summary>
internal sealed class SweepRun(SweepTransactions transactions, SweepOptions options, SweepBudget budget, Action<SweepItem, Exception> onPoison)
{
    private Instant? _next;
    private long _rearmed;

    /// <summary>What was found and done so far; counted after each commit.</summary>
    public WorkCounts Counts { get; private set; }

    /// <summary>The clock of the last transaction.</summary>
    public Instant Now { get; private set; }

    public async ValueTask<SweepReport> SettleAllAsync(JobName name, SweepLook look, CancellationToken cancellationToken)
    {
        _next = look.Next;
        Now = look.Now;
        var window = new SweepWindow(look.From, look.Now, options.BatchSize);
        while (!budget.IsSpent)
        {
            var attempt = await transactions.SettleAsync(window, cancellationToken).ConfigureAwait(false);
            if (attempt.Error is { } error)
            {
                if (!await HalveAsync(window, attempt.Items, error, cancellationToken).ConfigureAwait(false))
                {
                    break;
                }

                continue;
            }

            Settled(attempt);
            if (attempt.IsEmpty && attempt.Next <= window.Until)
            {
                // Due, visible and not to be had: another transaction holds it.
                Lost(1, attempt.Now - attempt.Next);
                return Report(name);
            }

            if (!(attempt.Next <= attempt.Now) || (!attempt.IsEmpty && !attempt.IsProgress))
            {
                return Report(name);
            }

            window = window with { Until = attempt.Now };
        }

        return Report(name) with { BudgetExhausted = true };
    }

    public SweepReport HeldByAnother(JobName name, SweepLook look)
    {
        _next = look.Next;
        Lost(1, look.Now - look.Next);
        return Report(name);
    }

    /// <returns>False when the budget ended first.</returns>
    private async ValueTask<bool> HalveAsync(SweepWindow window, IReadOnlyList<SweepItem> items, Exception error, CancellationToken cancellationToken)
    {
        var failed = new Stack<(IReadOnlyList<SweepItem> Items, Exception Error)>();
        failed.Push((items, error));
        while (failed.TryPop(out var batch))
        {
            if (batch.Items.Count == 1)
            {
                await PutAsideAsync(window, batch.Items[0], batch.Error, cancellationToken).ConfigureAwait(false);
                continue;
            }

            foreach (var half in batch.Items.Chunk((batch.Items.Count + 1) / 2))
            {
                if (budget.IsSpent)
                {
                    return false;
                }

                var attempt = await transactions.SettleAsync(Only(window, half), cancellationToken).ConfigureAwait(false);
                if (attempt.Error is { } again)
                {
                    failed.Push((attempt.Items, again));
                }

                Settled(attempt);
                Lost(half.Length - attempt.Items.Count, null);
            }
        }

        return true;
    }

    private async ValueTask PutAsideAsync(SweepWindow window, SweepItem item, Exception error, CancellationToken cancellationToken)
    {
        if (await transactions.QuarantineAsync(Only(window, [item]), cancellationToken).ConfigureAwait(false) is not { } poison)
        {
            Lost(1, window.Until - item.DueAt);
            return;
        }

        Counts += new WorkCounts(Due: 1, Failed: 1, Quarantined: 1, OldestOverdue: window.Until - poison.DueAt);
        onPoison(poison, error);
    }

    private void Settled(SweepAttempt attempt)
    {
        if (attempt.Error is not null)
        {
            return;
        }

        _next = attempt.Next;
        Now = attempt.Now;
        var batch = attempt.Batch;
        _rearmed += batch.Rearmed;
        Counts += new WorkCounts(Due: attempt.Items.Count - batch.Rearmed, Acted: batch.Acted, LostRace: batch.LostRace);
    }

    private void Lost(int items, Duration? overdue)
    {
        if (items > 0)
        {
            Counts += new WorkCounts(Due: items, LostRace: items, OldestOverdue: overdue);
        }
    }

    private SweepReport Report(JobName name) => new(name, Counts, _next) { Rearmed = _rearmed };

    private static SweepWindow Only(SweepWindow window, SweepItem[] items) =>
        window with { Limit = items.Length, Only = [.. items.Select(i => i.Id)] };
}
