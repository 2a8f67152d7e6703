using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Carillon;

/// <summary>The names under which the library can be observed: one activity source and one meter.</summary>
public static class CarillonTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Carillon";

    /// <summary>One attempt at a run.</summary>
    public const string RunActivity = "carillon.run";

    /// <summary>One run of a sweep that had due work.</summary>
    public const string SweepActivity = "carillon.sweep";

    /// <summary>Attempts at runs, by job and resulting state.</summary>
    public const string RunsCounter = "carillon.runs";

    /// <summary>Seconds per attempt, by job and resulting state.</summary>
    public const string RunDurationHistogram = "carillon.run.duration";

    /// <summary>Items of sweeps, by sweep and by what became of them: acted, lost-race, failed, quarantined.</summary>
    public const string SweepItemsCounter = "carillon.sweep.items";

    /// <summary>Seconds that the oldest item of a sweep was overdue when the sweep left it.</summary>
    public const string SweepOverdueHistogram = "carillon.sweep.overdue";

    /// <summary>Connections to tenants' own databases that are open, being opened or idle, by server.</summary>
    public const string ConnectionsOpen = "carillon.connections.open";

    /// <summary>Those of them that nobody uses, by server.</summary>
    public const string ConnectionsIdle = "carillon.connections.idle";

    /// <summary>Callers that wait for a connection, by server.</summary>
    public const string ConnectionsWaiting = "carillon.connections.waiting";

    /// <summary>Idle connections closed to make room for another tenant's, by server.</summary>
    public const string ConnectionsEvictedCounter = "carillon.connections.evicted";

    /// <summary>Callers that got no connection within the budget, by server.</summary>
    public const string ConnectionsRefusedCounter = "carillon.connections.refused";

    /// <summary>Seconds that a caller waited for a connection, by server; who did not wait is not counted.</summary>
    public const string ConnectionWaitHistogram = "carillon.connections.wait";

    /// <summary>The job or sweep.</summary>
    public const string JobTag = "carillon.job";

    /// <summary>The tenant.</summary>
    public const string TenantTag = "carillon.tenant";

    /// <summary>The database server, by <see cref="Tenancy.Tenant.ServerId"/>.</summary>
    public const string ServerTag = "carillon.server";

    /// <summary>The run's id.</summary>
    public const string RunTag = "carillon.run_id";

    /// <summary>The attempt, from 1.</summary>
    public const string AttemptTag = "carillon.attempt";

    /// <summary>The state of the run after the attempt, or what became of the items.</summary>
    public const string StateTag = "carillon.state";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    internal static readonly Counter<long> Runs = Meter.CreateCounter<long>(RunsCounter);

    internal static readonly Histogram<double> RunDuration = Meter.CreateHistogram<double>(RunDurationHistogram, "s");

    internal static readonly Counter<long> SweepItems = Meter.CreateCounter<long>(SweepItemsCounter);

    internal static readonly Histogram<double> SweepOverdue = Meter.CreateHistogram<double>(SweepOverdueHistogram, "s");

    internal static readonly Counter<long> ConnectionsEvicted = Meter.CreateCounter<long>(ConnectionsEvictedCounter);

    internal static readonly Counter<long> ConnectionsRefused = Meter.CreateCounter<long>(ConnectionsRefusedCounter);

    internal static readonly Histogram<double> ConnectionWait = Meter.CreateHistogram<double>(ConnectionWaitHistogram, "s");
}
