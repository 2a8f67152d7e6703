using Carillon.Tenancy;
using Carillon.Time;
using NodaTime;

namespace Carillon.Jobs;

internal sealed class JobRequests(JobCatalog jobs, IRunStore store, WakeSignal signal, KnownWakes clock) : IJobs
{
    private static readonly Guid Space = new("2f0b6c0e-7e6b-4f7f-9a55-0c0d5a1f3c11");

    // A requested run is due whatever the clocks of host and control database differ by.
    private static readonly Duration Skew = Duration.FromMinutes(5);

    public async ValueTask<RunReceipt> RunNowAsync(JobName job, TenantId tenant, string? argsJson, string? commandId, CancellationToken cancellationToken)
    {
        var definition = jobs.Find(job) ?? throw new ArgumentException($"No job '{job}' is registered.", nameof(job));
        if (definition.ArgsType == typeof(NoArgs) && argsJson is not null && argsJson.Trim() is not "{}")
        {
            throw new ArgumentException($"Job '{job}' takes no arguments.", nameof(argsJson));
        }

        var args = argsJson ?? definition.DefaultArgs;
        JobArguments.Read(definition.ArgsType, args);
        var id = commandId is null ? Guid.CreateVersion7() : DeterministicGuid.Create(Space, tenant.Value, job.Value, commandId);
        var now = clock.Now.TruncateToMicroseconds();
        var run = new JobRun(id, tenant, new(job, definition.Version, args), now)
        {
            WakeAt = now - Skew,
            ConcurrencyKey = definition.ConcurrencyKey(tenant),
        };
        var insertion = await store.InsertAsync(run, cancellationToken).ConfigureAwait(false);
        signal.Raise(Instant.MinValue);
        return new(id, insertion);
    }

    public ValueTask<JobRun?> FindAsync(Guid runId, CancellationToken cancellationToken) => store.FindAsync(runId, cancellationToken);
}
