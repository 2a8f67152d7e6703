namespace Carillon.Jobs;

/// <summary>The guard of queued runs, whose rows are in the tenant's own database.</summary>
public interface IQueueRunGuard : IRunGuard;
