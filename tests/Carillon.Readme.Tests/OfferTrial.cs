using Carillon.Jobs;
using NodaTime;

namespace Carillon.Readme.Tests;

/// <summary>Remembers what was offered, and when.</summary>
public sealed class OfferTrial(OfferTrial.Book book) : IJob<TrialOffer>
{
    public ValueTask<JobResult> RunAsync(TrialOffer args, JobContext context, CancellationToken cancellationToken)
    {
        book.Offers.Add((args.Trial, context.DueAt));
        return ValueTask.FromResult<JobResult>(new JobResult.Complete(new(Due: 1, Acted: 1)));
    }

    public sealed class Book
    {
        public List<(Guid Trial, Instant DueAt)> Offers { get; } = [];
    }
}
