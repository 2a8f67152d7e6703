using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Carillon.Testing.Conformance.Outbox;

/// <summary>What every outbox must keep: one row per key, at least one delivery, validity, back-off, and no message in another's way.</summary>
public abstract partial class OutboxSuite : ConformanceSuite
{
    private const string Topic = "conformance.sent";
    private static readonly OutboxOptions _options = new() { MaxAttempts = 4 };

    /// <summary>The store under test, the same during one case.</summary>
    protected abstract IOutboxStore Store { get; }

    /// <summary>The tenant whose outbox is used.</summary>
    protected abstract TenantId Tenant { get; }

    /// <summary>The clock of the tenant's database.</summary>
    protected ManualClock Clock { get; } = ManualClock.AtUtc(2026, 3, 1);

    /// <summary>Appends messages in a transaction of its own and commits it.</summary>
    protected abstract Task AppendAsync(IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken);

    /// <summary>Erases a subject in a transaction of its own.</summary>
    /// <returns>How many messages were removed.</returns>
    protected abstract Task<int> EraseAsync(string subject, CancellationToken cancellationToken);

    private static OutboxMessage Message(string key, string payload = "{\"a\":1}") => new(key, Topic, payload);

    private OutboxDispatcher Dispatcher(params IOutboxHandler[] handlers) => Dispatcher(Store, handlers);

    private static OutboxDispatcher Dispatcher(IOutboxStore store, params IOutboxHandler[] handlers) =>
        new(store, handlers, Options.Create(_options), new ManualTimeProvider(), NullLogger<OutboxDispatcher>.Instance);
}
