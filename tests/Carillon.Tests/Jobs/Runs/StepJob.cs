using Carillon.Jobs;
using Carillon.Tenancy;

namespace Carillon.Tests.Jobs.Runs;

/// <summary>A job of two steps, each an effect transaction with a key that follows from run and step.</summary>
internal sealed class StepJob(StepJob.Ledger ledger) : IJob<StepJob.Args>
{
    public async ValueTask<JobResult> RunAsync(Args args, JobContext context, CancellationToken cancellationToken)
    {
        ledger.Calls++;
        await ledger.OnCall(context, cancellationToken);
        var result = ledger.Answer(context);
        if (result is not JobResult.Complete)
        {
            return result;
        }

        foreach (var step in args.Steps)
        {
            await using var transaction = await context.BeginAsync(cancellationToken);
            ledger.Add(transaction, $"{context.RunId}/{step}");
            if (ledger.FinishesItself && step == args.Steps[^1])
            {
                await context.FinishAsync(transaction, result, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }

        return result;
    }

    internal sealed record Args(IReadOnlyList<string> Steps);

    internal sealed class Ledger
    {
        public Dictionary<string, int> Effects { get; } = [];

        public int Calls { get; set; }

        public bool FinishesItself { get; set; }

        public Func<JobContext, JobResult> Answer { get; set; } = _ => new JobResult.Complete(new WorkCounts(Due: 2, Acted: 2));

        public Func<JobContext, CancellationToken, Task> OnCall { get; set; } = (_, _) => Task.CompletedTask;

        /// <summary>An insert that does nothing when its key is there.</summary>
        public void Add(TenantTransaction transaction, string key)
        {
            if (!Effects.ContainsKey(key))
            {
                transaction.OnCommitted(_ =>
                {
                    Effects[key] = Effects.GetValueOrDefault(key) + 1;
                    return ValueTask.CompletedTask;
                });
            }
        }
    }
}
