namespace Carillon.Tenancy;

/// <summary>A run that one database has claimed or finished and the other has not, or not in the same way.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Job">The job; null when the control database does not know the run.</param>
/// <param name="InControl">Its state in the control database; null when it is not there.</param>
/// <param name="InTenant">Its state in the tenant's database: how it ended, <c>Claimed</c> when it has not ended, null when it is not there.</param>
public sealed record RunDifference(Guid RunId, string? Job, string? InControl, string? InTenant);
