using Carillon.EntityFrameworkCore;
using Carillon.Jobs;

namespace Carillon.EntityFrameworkCore.Tests.Jobs.Queue;

/// <summary>A queued job whose effect is one row, and which does as its arguments say.</summary>
internal sealed class Letter(LetterDesk desk) : IJob<Letter.Args>
{
    public async ValueTask<JobResult> RunAsync(Args args, JobContext context, CancellationToken cancellationToken)
    {
        desk.Begin(args.To);
        if (args.Waits)
        {
            await desk.WaitAsync(args.To, args.IsDeaf ? CancellationToken.None : cancellationToken);
        }

        if (args.FailsUntil >= context.Attempt)
        {
            throw new InvalidDataException($"attempt {context.Attempt} fails");
        }

        cancellationToken = args.IsDeaf ? CancellationToken.None : cancellationToken;
        await using var transaction = await context.BeginAsync(cancellationToken);
        await transaction.ExecuteAsync($"INSERT INTO letter (letter_key, receiver) VALUES ({context.RunId.ToString()}, {args.To}) ON CONFLICT DO NOTHING", cancellationToken);
        await transaction.ExecuteAsync($"INSERT INTO posting (receiver) VALUES ({args.To})", cancellationToken);
        if (args.FinishesItself)
        {
            await context.FinishAsync(transaction, new JobResult.Complete(new(Due: 1, Acted: 1)), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new JobResult.Complete(new(Due: 1, Acted: 1));
    }

    internal sealed record Args(string To, int FailsUntil = 0, bool Waits = false, bool IsDeaf = false, bool FinishesItself = false);
}
