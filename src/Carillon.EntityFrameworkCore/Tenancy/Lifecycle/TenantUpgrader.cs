using System.Data.Common;
using System.Text.Json;
using Carillon.Jobs;
using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class TenantUpgrader(
    ITenantFanOut fanOut, TenantChanges changes, TenantDatabases databases, SchemaInstaller schema, SchemaVerifier verifier, IAuditLog audit, INextDueStore wakes)
    : ITenantUpgrade
{
    private const int LongestReason = 400;

    public Task<TenantFanOutReport<UpgradedTenant>> RunAsync(
        TenantQuery query, TenantFanOutOptions options, string actor, CancellationToken cancellationToken) =>
        fanOut.VisitAsync(query, (tenant, ct) => UpgradeAsync(tenant, actor, ct), options, cancellationToken);

    private async ValueTask<UpgradedTenant> UpgradeAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        if (tenant.Status is not (TenantStatus.Active or TenantStatus.Suspended or TenantStatus.Faulted))
        {
            throw new TenantNotActiveException(tenant.Id, tenant.Status);
        }

        try
        {
            var done = await BringUpToDateAsync(tenant, actor, cancellationToken).ConfigureAwait(false);
            var after = await changes.ApplyAsync(tenant.Id, Repaired, actor, cancellationToken).ConfigureAwait(false);
            if (tenant.Status == TenantStatus.Faulted && after.Status == TenantStatus.Active)
            {
                await wakes.WakeAsync(tenant.Id, cancellationToken).ConfigureAwait(false);
            }

            return new(after.Status, done);
        }
        catch (SchemaFailure failure)
        {
            // The lines after the first may show a row, where the connection string asks for details.
            var reason = Printable.Clip($"The upgrade of its schema failed: {failure.InnerException!.Message.Split('\n')[0].TrimEnd()}", LongestReason);
            await changes.ApplyAsync(tenant.Id, t => Faulted(t, reason), actor, cancellationToken).ConfigureAwait(false);
            throw new TenantFaultedException(tenant.Id, reason, failure.InnerException);
        }
    }

    private async ValueTask<IReadOnlyList<SchemaChange>> BringUpToDateAsync(Tenant tenant, string actor, CancellationToken cancellationToken)
    {
        // Looked at first, so that what is up to date is only read, and what is not is noted before it is changed.
        var due = await databases.WorkAsync(
            tenant,
            TransactionMode.Read,
            StampCheck.Identity,
            (transaction, ct) => GuardAsync(
                transaction,
                async () =>
                {
                    var behind = await schema.BehindAsync(transaction, DatabaseKind.Tenant, ct).ConfigureAwait(false);
                    if (behind.Count == 0)
                    {
                        await verifier.VerifyAsync(transaction, DatabaseKind.Tenant, ct).ConfigureAwait(false);
                    }

                    return behind;
                },
                ct),
            cancellationToken).ConfigureAwait(false);
        if (due.Count == 0)
        {
            return due;
        }

        var note = new AuditNote(actor, AuditActions.TenantUpgraded) { Tenant = tenant.Id, After = JsonSerializer.Serialize(due.Select(c => c.ToString())) };
        await audit.AppendAsync(note, cancellationToken).ConfigureAwait(false);
        return await databases.WorkAsync(
            tenant,
            TransactionMode.Write,
            StampCheck.Identity,
            (transaction, ct) => GuardAsync(
                transaction,
                async () =>
                {
                    var done = await schema.InstallAsync(transaction, DatabaseKind.Tenant, ct).ConfigureAwait(false);
                    await verifier.VerifyAsync(transaction, DatabaseKind.Tenant, ct).ConfigureAwait(false);
                    return done;
                },
                ct),
            cancellationToken).ConfigureAwait(false);
    }

    // The database is open and the tenant's own: what fails now is its schema's fault, unless the server or the host is to blame. Where the tables are
    // the host's, its migrations may only be late.
    private async ValueTask<T> GuardAsync<T>(TenantTransaction transaction, Func<ValueTask<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && !schema.IsHosts(DatabaseKind.Tenant) && IsOfSchema(error, transaction.Dialect()))
        {
            throw new SchemaFailure(error);
        }
    }

    private static bool IsOfSchema(Exception error, SqlDialect dialect)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is SchemaVersionException or OperationCanceledException or TimeoutException or IOException
                || (cause is DbException failure && dialect.IsOutOfReach(failure)))
            {
                return false;
            }
        }

        return true;
    }

    // A suspended tenant stays out of service, whatever its schema: else the next upgrade would resume it.
    private static Tenant Faulted(Tenant tenant, string reason) => tenant.Status is TenantStatus.Active or TenantStatus.Faulted
        ? tenant with { Status = TenantStatus.Faulted, StatusReason = reason }
        : tenant;

    private static Tenant Repaired(Tenant tenant) => tenant.Status == TenantStatus.Faulted
        ? tenant with { Status = TenantStatus.Active, StatusReason = null }
        : tenant;

    private sealed class SchemaFailure(Exception error) : Exception(error.Message, error);
}
