using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Carillon.Jobs;

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

    /// <summary>The job or sweep.</summary>
    public const string JobTag = "carillon.job";

    /// <summary>The tenant.</summary>
    public const string TenantTag = "carillon.tenant";

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

    internal static void Count(JobName sweep, WorkCounts counts)
    {
        Add("acted", counts.Acted);
        Add("lost-race", counts.LostRace);
        Add("failed", counts.Failed);
        Add("quarantined", counts.Quarantined);
        if (counts.OldestOverdue is { } overdue)
        {
            SweepOverdue.Record(overdue.TotalSeconds, new KeyValuePair<string, object?>(JobTag, sweep.Value));
        }

        void Add(string state, long items)
        {
            if (items > 0)
            {
                SweepItems.Add(items, new(JobTag, sweep.Value), new(StateTag, state));
            }
        }
    }
}
