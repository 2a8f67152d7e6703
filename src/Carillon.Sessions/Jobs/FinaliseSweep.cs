using Carillon.Jobs;
using Carillon.Sessions.Storage;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Sessions.Jobs;

/// <summary>Closes sessions whose late window is over. Nothing can be added to them since then, whether or not it came by.</summary>
internal sealed class FinaliseSweep() : SessionSweep(SessionSweeps.Finalise, SessionWait.Finalise)
{
    protected override async ValueTask<SweepBatch> SettleAsync(
        TenantTransaction transaction, IReadOnlyList<SessionRow> rows, Instant now, CancellationToken ct)
    {
        var final = await transaction.FinaliseSessionsAsync(rows, ct).ConfigureAwait(false);
        await transaction.DropEvidenceAsync([.. rows.Select(row => row.Id)], ct).ConfigureAwait(false);
        return new(Acted: final, LostRace: rows.Count - final);
    }
}
