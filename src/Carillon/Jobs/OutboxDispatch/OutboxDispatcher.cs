using System.Collections.Concurrent;
using Carillon.Outbox;
using Carillon.Tenancy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>Sends what waits in a tenant's outbox, at least once, outside any transaction. Driven like a sweep.</summary>
public sealed partial class OutboxDispatcher : IDueWork
{
    private readonly IOutboxStore _store;
    private readonly Dictionary<string, IOutboxHandler> _handlers = new(StringComparer.Ordinal);
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<OutboxDispatcher> _logger;

    /// <summary>Creates the dispatcher.</summary>
    /// <exception cref="InvalidOperationException">Two handlers have the same topic.</exception>
    public OutboxDispatcher(IOutboxStore store, IEnumerable<IOutboxHandler> handlers, IOptions<OutboxOptions> options, TimeProvider time, ILogger<OutboxDispatcher> logger)
    {
        ArgumentNullException.ThrowIfNull(handlers);
        ArgumentNullException.ThrowIfNull(options);
        _store = store;
        _options = options.Value;
        _time = time;
        _logger = logger;
        foreach (var handler in handlers)
        {
            if (!_handlers.TryAdd(handler.Topic, handler))
            {
                throw new InvalidOperationException($"Outbox topic '{Printable.Clip(handler.Topic)}' has two handlers: {_handlers[handler.Topic].GetType().Name} and {handler.GetType().Name}.");
            }
        }
    }

    /// <summary>The name that wakes the dispatcher: <c>outbox.dispatch</c>.</summary>
    public static JobName Name { get; } = new("outbox.dispatch");

    JobName IDueWork.Name => Name;

    /// <summary>Sends everything that is due. Messages of unknown topics are counted as due and left alone.</summary>
    /// <remarks>Infrastructure failures throw; what was claimed and not finished is due again after the lease.</remarks>
    public async ValueTask<WorkCounts> DispatchAsync(TenantId tenant, CancellationToken cancellationToken) =>
        (await RunAsync(tenant, Duration.MaxValue, cancellationToken).ConfigureAwait(false)).Counts;

    /// <summary>Sends what is due; no further batch is claimed once the budget is spent.</summary>
    public async ValueTask<SweepReport> RunAsync(TenantId tenant, Duration budget, CancellationToken cancellationToken)
    {
        var counts = default(WorkCounts);
        var started = _time.GetTimestamp();
        while (true)
        {
            if (Duration.FromTimeSpan(_time.GetElapsedTime(started)) > budget)
            {
                return new(Name, counts, await NextAsync(tenant, cancellationToken).ConfigureAwait(false)) { BudgetExhausted = true };
            }

            var claimedAt = _time.GetTimestamp();
            var claim = await _store.ClaimAsync(tenant, _handlers.Keys, _options.BatchSize, _options.Lease, cancellationToken).ConfigureAwait(false);
            if (claim.Messages.Count == 0)
            {
                var outlook = await _store.LookAsync(tenant, _handlers.Keys, cancellationToken).ConfigureAwait(false);
                return new(Name, counts + Unknown(outlook), outlook.Next) { Note = NoteOf(outlook) };
            }

            var batch = new ConcurrentBag<WorkCounts>();
            await Parallel.ForEachAsync(
                claim.Messages,
                new ParallelOptions { MaxDegreeOfParallelism = _options.Parallelism, CancellationToken = cancellationToken },
                async (message, ct) => batch.Add(await FinishAsync(message, claim.Now, claimedAt, ct).ConfigureAwait(false))).ConfigureAwait(false);
            counts = batch.Aggregate(counts, (sum, one) => sum + one);
        }
    }

    /// <summary>When the next message that this host can send is due; null when none waits.</summary>
    public async ValueTask<Instant?> NextAsync(TenantId tenant, CancellationToken cancellationToken) =>
        (await _store.LookAsync(tenant, _handlers.Keys, cancellationToken).ConfigureAwait(false)).Next;

    private static WorkCounts Unknown(OutboxOutlook outlook) =>
        outlook.UnknownDue == 0 ? default : new(Due: outlook.UnknownDue, OldestOverdue: outlook.Now - outlook.OldestUnknown);

    private static string? NoteOf(OutboxOutlook outlook) =>
        outlook.UnknownDue == 0 ? null : $"Messages that wait for a handler of their topic, which this host has not: {outlook.UnknownDue}.";

    private async ValueTask<WorkCounts> FinishAsync(ClaimedMessage claimed, Instant claimedNow, long claimedAt, CancellationToken cancellationToken)
    {
        var passed = Duration.FromTimeSpan(_time.GetElapsedTime(claimedAt));

        // The deadline counts from before the claim was sent: what is begun ends before another can claim it.
        var verdict = passed + _options.SendTimeout > _options.Lease
            ? new OutboxVerdict.GivenBack()
            : await DeliverAsync(claimed.Delivery, claimedNow + passed, cancellationToken).ConfigureAwait(false);
        var settled = await _store.SettleAsync(claimed, verdict, cancellationToken).ConfigureAwait(false);
        return (settled, verdict) switch
        {
            (false, _) => new(Due: 1, LostRace: 1),
            (true, OutboxVerdict.GivenBack) => default,
            (true, OutboxVerdict.Retry or OutboxVerdict.Failed) => new(Due: 1, Failed: 1, Quarantined: 1, OldestOverdue: claimedNow + passed - claimed.Delivery.CreatedAt),
            _ => new(Due: 1, Acted: 1),
        };
    }

    private async ValueTask<OutboxVerdict> DeliverAsync(OutboxDelivery delivery, Instant now, CancellationToken cancellationToken)
    {
        if (delivery.Message.ValidUntil is { } until && now > until)
        {
            return new OutboxVerdict.Dropped($"Its validity had ended at {until}.");
        }

        using var limit = new CancellationTokenSource(_options.SendTimeout.ToTimeSpan(), _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var work = SendAsync(_handlers[delivery.Message.Topic], delivery, linked.Token);
            LeftBehind.Observe(work);
            return await work.WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(error.GetType().Name, delivery.Message.Topic, delivery.Tenant, delivery.Attempt);
            var text = OutboxErrorText.Of(error, delivery.Message);
            return delivery.Attempt >= _options.MaxAttempts
                ? new OutboxVerdict.Failed(text)
                : new OutboxVerdict.Retry(OutboxBackOff.After(delivery.Message.Key, delivery.Attempt, _options), text);
        }
    }

    private static async Task<OutboxVerdict> SendAsync(IOutboxHandler handler, OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        if (!await handler.IsStillValidAsync(delivery, cancellationToken).ConfigureAwait(false))
        {
            return new OutboxVerdict.Dropped(handler is DeclinedTopic ? "This host declines its topic." : "Its handler found it no longer valid.");
        }

        await handler.SendAsync(delivery, cancellationToken).ConfigureAwait(false);
        return new OutboxVerdict.Sent();
    }
}
