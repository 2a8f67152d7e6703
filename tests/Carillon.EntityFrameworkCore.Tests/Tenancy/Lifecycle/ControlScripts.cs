using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Lifecycle;

internal static class ControlScripts
{
    /// <summary>Runs a script on the control database.</summary>
    public static async Task RunAsync(this ControlDatabase control, string script, CancellationToken ct)
    {
        await using var transaction = await control.BeginAsync(TransactionMode.Write, ct);
        await transaction.ExecuteScriptAsync(script, ct);
        await transaction.CommitAsync(ct);
    }
}
