using Carillon.Operations;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Jobs;

internal static class ListJobsOperation
{
    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<ListJobsInput, ListJobsOutput>(
        "jobs.list", OperationKind.Query, OperationScope.Installation, "List the sweeps and jobs of this host.", RunAsync);

    private static async ValueTask<ListJobsOutput> RunAsync(ListJobsInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var work = context.Services.GetRequiredService<DueWorkCatalog>();
        var jobs = context.Services.GetRequiredService<JobCatalog>();
        var unknown = await context.Services.GetRequiredService<IRunStore>().CountUnknownAsync(jobs.Known, cancellationToken).ConfigureAwait(false);
        var listed = work.Sweeps.Select(s => new ListedJob(s.Name.Value, "sweep", "when due", null, null))
            .Concat(work.Others.Select(o => new ListedJob(o.Name.Value, "work", "when due", null, null)))
            .Concat(jobs.All.Select(j => new ListedJob(
                j.Name.Value, "job", j.Every is { } every ? $"every {every.ToString("-D:hh:mm:ss", null)}" : "on request", j.Timeout, j.Retry.MaxAttempts)))
            .OrderBy(j => j.Name, StringComparer.Ordinal);
        return new([.. listed], unknown);
    }
}
