using System.Runtime.CompilerServices;
using NodaTime;

namespace Carillon.Tenancy;

/// <summary>Reads the feed on and on.</summary>
public static class TenantCatalogFeedExtensions
{
    /// <summary>Changes as they are committed, without end: asks for them, and again each interval once there are no more.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="after">Where to begin; see <see cref="ITenantCatalogFeed.NewestAsync"/> for what comes from now on.</param>
    /// <param name="interval">Between two questions that found nothing; above 0 and at most 1 day.</param>
    /// <param name="time">The clock of the interval.</param>
    /// <param name="cancellationToken">Ends the sequence, with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Pages that are not empty, or that restart the history. An outage throws: go on from the last page's position.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interval is out of its range.</exception>
    public static IAsyncEnumerable<CatalogChanges> WatchAsync(
        this ITenantCatalogFeed feed, CatalogPosition after, Duration interval, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, Duration.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(interval, Duration.FromDays(1));
        return ReadOnAsync(feed, after, interval, time, cancellationToken);
    }

    private static async IAsyncEnumerable<CatalogChanges> ReadOnAsync(
        ITenantCatalogFeed feed, CatalogPosition after, Duration interval, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await feed.ReadAsync(after, cancellationToken).ConfigureAwait(false);
            after = page.Position;
            if (page.Changes.Count > 0 || page.Restarts)
            {
                yield return page;
            }

            if (page.Changes.Count == 0)
            {
                await Task.Delay(interval.ToTimeSpan(), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
