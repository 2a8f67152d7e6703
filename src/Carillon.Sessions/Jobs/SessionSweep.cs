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

        var students = await transaction.ClaimStudentsAsync(due.Select(session => session.Student), cancellationToken).ConfigureAwait(false);
        var rows = await transaction.ClaimSessionsAsync(wait, window.Until, [.. due.Select(session => session.Id)], students, cancellationToken)
            .ConfigureAwait(false);
        return rows.ConvertAll(row => new DueSession(row));
    }

    public ValueTask<SweepBatch> SettleAsync(
        TenantTransaction transaction, IReadOnlyList<SweepItem> items, Instant now, CancellationToken cancellationToken) =>
        SettleAsync(transaction, [.. items.Cast<DueSession>().Select(item => item.Row)], now, cancellationToken);

    public async ValueTask QuarantineAsync(TenantTransaction transaction, SweepItem item, Instant until, CancellationToken cancellationToken) =>
        await transaction.PutAsideAsync(wait, item.Id, until, cancellationToken).ConfigureAwait(false);

    protected abstract ValueTask<SweepBatch> SettleAsync(TenantTransaction transaction, IReadOnlyList<SessionRow> rows, Instant now, CancellationToken ct);

    private sealed record DueSession(SessionRow Row) : SweepItem(Row.Id, Row.DueAt!.Value, Row.Failures);
}
