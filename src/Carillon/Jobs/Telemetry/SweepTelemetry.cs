namespace Carillon.Jobs;

internal static class SweepTelemetry
{
    public static void Count(JobName sweep, WorkCounts counts)
    {
        Add("acted", counts.Acted);
        Add("lost-race", counts.LostRace);
        Add("failed", counts.Failed);
        Add("quarantined", counts.Quarantined);
        if (counts.OldestOverdue is { } overdue)
        {
            CarillonTelemetry.SweepOverdue.Record(overdue.TotalSeconds, new KeyValuePair<string, object?>(CarillonTelemetry.JobTag, sweep.Value));
        }

        void Add(string state, long items)
        {
            if (items > 0)
            {
                CarillonTelemetry.SweepItems.Add(items, new(CarillonTelemetry.JobTag, sweep.Value), new(CarillonTelemetry.StateTag, state));
            }
        }
    }
}
