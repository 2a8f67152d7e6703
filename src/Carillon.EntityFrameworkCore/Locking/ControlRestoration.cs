using Carillon.EntityFrameworkCore.Jobs;
using Carillon.EntityFrameworkCore.Tenancy;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Locking;

internal sealed class ControlRestoration(ControlDatabase control) : IControlRestoration
{
    public ValueTask<int> RaiseEpochAsync(string actor, CancellationToken cancellationToken) =>
        control.WriteAsync(
            async transaction =>
            {
                var epoch = await transaction.FirstOrDefaultAsync(
                    $"INSERT INTO carillon_epoch (id, epoch) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET epoch = carillon_epoch.epoch + 1 RETURNING epoch",
                    r => r.Int(0),
                    cancellationToken).ConfigureAwait(false);
                var now = await transaction.NowAsync(cancellationToken).ConfigureAwait(false);
                await transaction.ExecuteAsync($"UPDATE carillon_tenant_due SET wake_at = {now}, seq = seq + 1", cancellationToken).ConfigureAwait(false);
                var note = new AuditNote(actor, AuditActions.ControlRestored) { After = $$"""{"epoch":{{epoch}}}""" };
                await transaction.AppendAuditAsync(note, cancellationToken).ConfigureAwait(false);
                return epoch;
            },
            cancellationToken);
}
