using Carillon.Jobs;
using Carillon.Sessions.Storage;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Jobs;

/// <summary>Ends sessions by silence, at their last activity, whenever it comes by; live ones get the deadline that their beats moved to.</summary>
internal sealed class AutoEndSweep(SessionLoader loader, SessionWriter writer) : ISweep
{
    public JobName Name => SessionSweeps.AutoEnd;

    public ValueTask<Instant?> NextAsync(TenantTransaction transaction, Instant? from, CancellationToken cancellationToken) =>
        transaction.NextWakeAsync(SessionWait.AutoEnd, from, cancellationToken);

    public async ValueTask<IReadOnlyList<SweepItem>> ClaimAsync(TenantTransaction transaction, SweepWindow window, CancellationToken cancellationToken)
    {
        var due = await transaction.FindDueAsync(SessionWait.AutoEnd, window, cancellationToken).ConfigureAwait(false);
        if (due.Count == 0)
        {
            return [];
        }

        var students = await transaction.ClaimStudentsAsync(due, cancellationToken).ConfigureAwait(false);
        return await transaction.ClaimSessionsAsync(SessionWait.AutoEnd, window.Until, due, students, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<SweepBatch> SettleAsync(
        TenantTransaction transaction, IReadOnlyList<SweepItem> items, Instant now, CancellationToken cancellationToken)
    {
        var rows = await transaction.ReadSessionsAsync([.. items.Select(item => item.Id)], cancellationToken).ConfigureAwait(false);
        var loaded = await loader.LoadAsync(transaction, rows, _ => true, cancellationToken).ConfigureAwait(false);
        await writer.WriteAsync(transaction, rows, loaded, isSweep: true, now, cancellationToken).ConfigureAwait(false);
        var ended = loaded.Count(session => !session.State.IsLive(now));
        return new(Acted: ended, Rearmed: loaded.Count - ended);
    }

    public async ValueTask QuarantineAsync(TenantTransaction transaction, SweepItem item, Instant until, CancellationToken cancellationToken) =>
        await transaction.PutAsideAsync(SessionWait.AutoEnd, item.Id, until, cancellationToken).ConfigureAwait(false);
}
