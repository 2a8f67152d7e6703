using Carillon.Jobs;
using Carillon.Sessions.Storage;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Jobs;

/// <summary>Closes sessions whose late window is over. Nothing can be added to them since then, whether or not it came by.</summary>
internal sealed class FinaliseSweep : ISweep
{
    public JobName Name => SessionSweeps.Finalise;

    public ValueTask<Instant?> NextAsync(TenantTransaction transaction, Instant? from, CancellationToken cancellationToken) =>
        transaction.NextWakeAsync(SessionWait.Finalise, from, cancellationToken);

    public async ValueTask<IReadOnlyList<SweepItem>> ClaimAsync(TenantTransaction transaction, SweepWindow window, CancellationToken cancellationToken)
    {
        var due = await transaction.FindDueAsync(SessionWait.Finalise, window, cancellationToken).ConfigureAwait(false);
        if (due.Count == 0)
        {
            return [];
        }

        var students = await transaction.ClaimStudentsAsync(due, cancellationToken).ConfigureAwait(false);
        return await transaction.ClaimSessionsAsync(SessionWait.Finalise, window.Until, due, students, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<SweepBatch> SettleAsync(
        TenantTransaction transaction, IReadOnlyList<SweepItem> items, Instant now, CancellationToken cancellationToken)
    {
        var rows = await transaction.ReadSessionsAsync([.. items.Select(item => item.Id)], cancellationToken).ConfigureAwait(false);
        var final = await transaction.FinaliseSessionsAsync(rows, cancellationToken).ConfigureAwait(false);
        await transaction.DropEvidenceAsync([.. rows.Select(row => row.Id)], cancellationToken).ConfigureAwait(false);
        return new(Acted: final, LostRace: rows.Count - final);
    }

    public async ValueTask QuarantineAsync(TenantTransaction transaction, SweepItem item, Instant until, CancellationToken cancellationToken) =>
        await transaction.PutAsideAsync(SessionWait.Finalise, item.Id, until, cancellationToken).ConfigureAwait(false);
}
