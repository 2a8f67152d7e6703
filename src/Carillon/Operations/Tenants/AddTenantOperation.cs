using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Operations;

internal static class AddTenantOperation
{
    private const int LongestName = 200;
    private const int LongestServer = 63;

    public static void AddTo(CarillonBuilder builder) => builder.AddOperation<AddTenantInput, ListedTenant>(
        "tenants.add", OperationKind.Command, OperationScope.Installation, "Put a tenant into service: its database is created, its tables are installed; can be repeated.", RunAsync);

    private static async ValueTask<ListedTenant> RunAsync(AddTenantInput input, OperationContext context, CancellationToken cancellationToken)
    {
        var tenant = new Tenant(input.Id, Text(input.Name ?? input.Id.Value, LongestName, nameof(input.Name)), Zone(input.Zone, context))
        {
            ServerId = Text(input.Server, LongestServer, nameof(input.Server)),
        };
        await RequireFreeAsync(tenant.Id, tenant, context, cancellationToken).ConfigureAwait(false);
        return ListedTenant.Of(await context.Services.GetRequiredService<ITenantProvisioner>()
            .ProvisionAsync(tenant, context.Actor, cancellationToken).ConfigureAwait(false));
    }

    // The same tenant again goes on where it was broken off.
    private static async ValueTask RequireFreeAsync(TenantId id, Tenant tenant, OperationContext context, CancellationToken cancellationToken)
    {
        var known = await context.Services.GetRequiredService<ITenantCatalog>().FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (known is not null && (known.Name, known.ZoneId, known.ServerId) != (tenant.Name, tenant.ZoneId, tenant.ServerId))
        {
            throw new ArgumentException(
                $"'{id}' is taken, by '{Printable.Clip(known.Name)}' in {Printable.Clip(known.ZoneId)} on server '{Printable.Clip(known.ServerId)}'.", nameof(id));
        }
    }

    private static string Text(string text, int longest, string name) =>
        string.IsNullOrWhiteSpace(text) || text.Length > longest || text.Any(char.IsControl)
            ? throw new ArgumentException($"'{Printable.Clip(text)}' is not 1 to {longest} characters without control characters.", name)
            : text.Trim();

    private static string Zone(string zone, OperationContext context) =>
        context.Services.GetRequiredService<IDateTimeZoneProvider>().GetZoneOrNull(zone) is null
            ? throw new ArgumentException($"'{Printable.Clip(zone)}' is not a time zone that this host knows; use an IANA id such as Europe/Paris.", nameof(zone))
            : zone;
}
