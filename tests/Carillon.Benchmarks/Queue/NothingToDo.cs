using Carillon.Jobs;

namespace Carillon.Benchmarks.Queue;

internal sealed class NothingToDo : IJob<NoArgs>
{
    public ValueTask<JobResult> RunAsync(NoArgs args, JobContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<JobResult>(new JobResult.Complete(new(Due: 1, Acted: 1)));
}
