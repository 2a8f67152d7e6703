namespace Carillon.Jobs;

/// <summary>The output of <c>jobs.list</c>.</summary>
/// <param name="Jobs">Sweeps and jobs of this host, by name.</param>
/// <param name="UnknownWaiting">Live runs that this host does not know and leaves to others.</param>
public sealed record ListJobsOutput(IReadOnlyList<ListedJob> Jobs, long UnknownWaiting);
