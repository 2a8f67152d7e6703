using Carillon.Jobs;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Testing.Running;

/// <summary>What one job did for one tenant when the manual runner ran it.</summary>
/// <param name="At">The manual clock.</param>
/// <param name="Job">The job or sweep.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Counts">What was found and done.</param>
/// <param name="Result">The outcome.</param>
/// <param name="Next">When it falls due next; null when nothing waits.</param>
public sealed record ManualRun(Instant At, JobName Job, TenantId Tenant, WorkCounts Counts, JobResult Result, Instant? Next);
