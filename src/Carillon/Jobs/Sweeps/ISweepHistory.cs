namespace Carillon.Jobs;

/// <summary>Keeps what sweeps did: one row per sweep, tenant and minute.</summary>
public interface ISweepHistory
{
    /// <summary>Adds the counts to the row of that minute.</summary>
    ValueTask RecordAsync(SweepHistoryEntry entry, CancellationToken cancellationToken);
}
