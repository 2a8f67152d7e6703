using Carillon.Locking;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Locking;

/// <summary>Keeps leases in the control database: one statement each, with no connection held in between.</summary>
/// <remarks>Always by the database's own clock, also where a manual one is registered: holders count real time.</remarks>
public sealed class RelationalLeaseStore(ControlDatabase control) : ILeaseStore
{
    /// <inheritdoc />
    public LeaseCapabilities Capabilities =>
        LeaseCapabilities.CrossProcess | LeaseCapabilities.Fencing | LeaseCapabilities.LostSignal | LeaseCapabilities.SurvivesPooler;

    /// <inheritdoc />
    public async ValueTask<Fence?> TryTakeAsync(LockKey key, string owner, Duration length, CancellationToken cancellationToken)
    {
        var lone = await control.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lone.ConfigureAwait(false))
        {
            var (now, microseconds) = (lone.Dialect.ClockNow, lone.Dialect.TimesMicrosecond);
            var taken = await lone.QueryAsync(
                $"""
                INSERT INTO carillon_lease (lock_key, owner, epoch, fence, acquired_at, expires_at)
                SELECT {key.ToString()}, {owner}, COALESCE((SELECT max(epoch) FROM carillon_epoch), 0), 1, {now}, {now} + {length}{microseconds}
                WHERE true
                ON CONFLICT (lock_key) DO UPDATE
                SET owner = excluded.owner, epoch = excluded.epoch, fence = carillon_lease.fence + 1,
                    acquired_at = excluded.acquired_at, expires_at = excluded.expires_at
                WHERE carillon_lease.owner IS NULL OR carillon_lease.expires_at <= {now}
                RETURNING epoch, fence
                """,
                r => new Fence(r.Int(0), r.Long(1)),
                cancellationToken).ConfigureAwait(false);
            return taken is [var fence] ? fence : null;
        }
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlySet<string>> RenewAsync(IReadOnlyCollection<LeaseClaim> claims, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claims);
        var rows = RowSet.Of(claims, c => c
            .Column("of_key", l => l.Key.ToString())
            .Column("of_owner", l => l.Owner)
            .Column("of_fence", l => l.Fence.Number)
            .Column("length", l => l.Length));
        var lone = await control.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lone.ConfigureAwait(false))
        {
            var (now, microseconds) = (lone.Dialect.ClockNow, lone.Dialect.TimesMicrosecond);
            var renewed = await lone.QueryAsync(
                $"""
                UPDATE carillon_lease SET expires_at = {now} + r.length{microseconds}
                FROM {rows:r}
                WHERE lock_key = r.of_key AND owner = r.of_owner AND fence = r.of_fence AND expires_at > {now}
                RETURNING owner
                """,
                r => r.Text(0),
                cancellationToken).ConfigureAwait(false);
            return renewed.ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <inheritdoc />
    public async ValueTask ReleaseAsync(LockKey key, string owner, CancellationToken cancellationToken)
    {
        var lone = await control.RentAsync(cancellationToken).ConfigureAwait(false);
        await using (lone.ConfigureAwait(false))
        {
            // What a crash of the server undoes is over with the lease.
            await lone.ExecuteAsync(
                $"UPDATE carillon_lease SET owner = NULL WHERE lock_key = {key.ToString()} AND owner = {owner} AND {lone.Dialect.CommitsLazily}",
                cancellationToken).ConfigureAwait(false);
        }
    }
}
