using System.Text.Json.Nodes;
using Carillon.Tenancy;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Tenancy;

internal sealed class TenantDatabaseTest(
    TenantChanges changes, TenantDatabases databases, ConnectionOpener opener, IAuditLog audit, IOptions<ConnectionOptions> options, TimeProvider time) : ITenantDatabaseTest
{
    public async ValueTask<ConnectionTestResult> RunAsync(TenantId tenant, string actor, CancellationToken cancellationToken)
    {
        var found = await changes.RequireAsync(tenant, cancellationToken).ConfigureAwait(false);
        var started = time.GetTimestamp();
        var (outcome, detail) = await ProbeAsync(found, cancellationToken).ConfigureAwait(false);
        var result = new ConnectionTestResult(outcome, Duration.FromTimeSpan(time.GetElapsedTime(started)), detail);
        var note = new AuditNote(actor, AuditActions.TenantTested) { Tenant = tenant, After = new JsonObject { ["outcome"] = outcome.ToString() }.ToJsonString() };
        await audit.AppendAsync(note, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async ValueTask<(ConnectionTestOutcome Outcome, string? Detail)> ProbeAsync(Tenant tenant, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.TestTimeout.ToTimeSpan(), time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        DatabaseAddress? address = null;
        try
        {
            (_, address) = await databases.LocateAsync(tenant.Id, linked.Token).ConfigureAwait(false);

            // A driver that does not listen is left behind.
            await databases.CheckAsync(tenant, StampCheck.IdentityAndSchema, linked.Token).AsTask().WaitAsync(linked.Token).ConfigureAwait(false);
            return (ConnectionTestOutcome.Ok, null);
        }
        catch (WrongTenantDatabaseException error)
        {
            return (ConnectionTestOutcome.WrongTenantDatabase, error.Message);
        }
        catch (SchemaVersionException error)
        {
            return (ConnectionTestOutcome.SchemaBehind, error.Message);
        }
        catch (DatabaseAddressMissingException error)
        {
            return (ConnectionTestOutcome.Misconfigured, error.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (ConnectionTestOutcome.Timeout, $"There was no answer within {options.Value.TestTimeout}.");
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return (opener.Classify(error, address?.Provider ?? string.Empty), address is null ? error.Message : AddressSecrets.RemoveFrom(error.Message, address));
        }
    }
}
