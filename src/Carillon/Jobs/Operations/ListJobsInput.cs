namespace Carillon.Jobs;

/// <summary>The input of <c>jobs.list</c>: nothing.</summary>
public sealed record ListJobsInput;
