using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using Microsoft.Extensions.Options;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy;

/// <summary>What can be seen of a server's budget from outside.</summary>
public sealed class ConnectionMetricsTests
{
    private const string Server = "metrics";

    [Fact]
    public async Task Open_idle_waiting_evicted_refused_and_waits_are_told_by_server()
    {
        var ct = TestContext.Current.CancellationToken;
        var time = new ManualTimeProvider();
        await using var budget = new ConnectionBudget(Options.Create(new ConnectionBudgetOptions { PerServer = 1, LongestWait = Duration.FromSeconds(5) }), time);
        var seen = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == CarillonTelemetry.Name)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Note(i, value, tags));
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Note(i, value, tags));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Note(i, value, tags));
        listener.Start();
        var (a, b) = (Pool("a"), Pool("b"));

        await (await a.RentAsync(ct)).DisposeAsync();
        listener.RecordObservableInstruments();
        (seen[CarillonTelemetry.ConnectionsOpen], seen[CarillonTelemetry.ConnectionsIdle], seen[CarillonTelemetry.ConnectionsWaiting]).ShouldBe((1, 1, 0));

        await using var held = await b.RentAsync(ct);
        seen[CarillonTelemetry.ConnectionsEvictedCounter].ShouldBe(1);
        var waiting = a.RentAsync(ct).AsTask();
        listener.RecordObservableInstruments();
        (seen[CarillonTelemetry.ConnectionsOpen], seen[CarillonTelemetry.ConnectionsIdle], seen[CarillonTelemetry.ConnectionsWaiting]).ShouldBe((1, 0, 1));

        time.Advance(Duration.FromSeconds(5));
        await Should.ThrowAsync<ConnectionBudgetExceededException>(waiting);
        seen[CarillonTelemetry.ConnectionsRefusedCounter].ShouldBe(1);
        seen[CarillonTelemetry.ConnectionWaitHistogram].ShouldBe(5);

        IConnectionPool Pool(string tenant) =>
            budget.Limit(new(TenantId.Parse(tenant), tenant, "UTC") { ServerId = Server }, new NoDatabase(), new CountingPool(new()));

        // Other tests have servers of their own.
        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags.ToArray().Any(t => t.Key == CarillonTelemetry.ServerTag && t.Value is Server))
            {
                seen[instrument.Name] = value;
            }
        }
    }
}
