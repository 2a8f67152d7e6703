using Carillon.Jobs;
using Carillon.Sessions.Storage;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Jobs;

/// <summary>What both sweeps do alike: claim the sessions that wait for them, students before sessions.</summary>
internal abstract class SessionSweep(JobName name, SessionWait wait) : ISweep
{
    public JobName Name => name;

    public ValueTask<Instant?> NextAsync(TenantTransaction transaction, Instant? from, CancellationToken cancellationToken) =>
        transaction.NextWakeAsync(wait, from, cancellationToken);

    public async ValueTask<IReadOnlyList<SweepItem>> ClaimAsync(TenantTransaction transaction, SweepWindow window, CancellationToken cancellationToken)
    {
        var due = await transaction.FindDueAsync(wait, window, cancellationToken).ConfigureAwait(false);
        if (due.Count == 0)
        {
            return [];
        }

        var students = await transaction.ClaimStudentsAsync(due, cancellationToken).ConfigureAwait(false);
        return await transaction.ClaimSessionsAsync(wait, window.Until, due, students, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<SweepBatch> SettleAsync(
        TenantTransaction transaction, IReadOnlyList<SweepItem> items, Instant now, CancellationToken cancellationToken)
    {
        var rows = await transaction.ReadSessionsAsync([.. items.Select(item => item.Id)], cancellationToken).ConfigureAwait(false);
        return await SettleAsync(transaction, rows, now, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask QuarantineAsync(TenantTransaction transaction, SweepItem item, Instant until, CancellationToken cancellationToken) =>
        await transaction.PutAsideAsync(wait, item.Id, until, cancellationToken).ConfigureAwait(false);

    protected abstract ValueTask<SweepBatch> SettleAsync(TenantTransaction transaction, IReadOnlyList<SessionRow> rows, Instant now, CancellationToken ct);
}
