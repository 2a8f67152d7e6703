namespace Carillon.Testing.Running;

/// <summary>One kind of work that the manual runner runs, such as sweeps.</summary>
public interface IDueWork
{
    /// <summary>Runs everything of its kind that is due now, once, for every active tenant; one result per job and tenant, also when nothing was due.</summary>
    IAsyncEnumerable<ManualRun> RunDueAsync(CancellationToken cancellationToken);
}
