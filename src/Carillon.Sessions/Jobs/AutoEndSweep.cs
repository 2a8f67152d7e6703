using Carillon.Jobs;
using Carillon.Sessions.Storage;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Jobs;

/// <summary>Ends sessions by silence, at their last activity, whenever it comes by; live ones get the deadline that their beats moved to.</summary>
internal sealed class AutoEndSweep(SessionLoader loader, SessionWriter writer) : SessionSweep(SessionSweeps.AutoEnd, SessionWait.AutoEnd)
{
    protected override async ValueTask<SweepBatch> SettleAsync(
        TenantTransaction transaction, IReadOnlyList<SessionRow> rows, Instant now, CancellationToken ct)
    {
        var loaded = await loader.LoadAsync(transaction, rows, _ => true, ct).ConfigureAwait(false);
        await writer.WriteAsync(transaction, rows, loaded, loaded, isSweep: true, now, ct).ConfigureAwait(false);
        var ended = loaded.Count(session => !session.State.IsLive(now));
        return new(Acted: ended, Rearmed: loaded.Count - ended);
    }
}
