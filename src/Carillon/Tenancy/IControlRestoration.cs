namespace Carillon.Tenancy;

/// <summary>What an operator does after the control database was restored from a backup.</summary>
public interface IControlRestoration
{
    /// <summary>
    /// Raises the epoch of fences, above all that were given out after the backup, and lets every tenant be looked into at once: the restored hints may be
    /// older than what waits. Call it before a host works on the restored database; doing it once too often is harmless.
    /// </summary>
    /// <param name="actor">Who asks, for the audit.</param>
    /// <param name="cancellationToken">Cancels it; nothing is changed then.</param>
    /// <returns>The new epoch.</returns>
    ValueTask<int> RaiseEpochAsync(string actor, CancellationToken cancellationToken);
}
