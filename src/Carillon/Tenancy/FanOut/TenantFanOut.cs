namespace Carillon.Tenancy;

internal sealed class TenantFanOut(ITenantCatalog catalog, ITenantScopes scopes, FanOutHost host) : ITenantFanOut
{
    public Task<TenantFanOutReport<T>> RunAsync<T>(
        TenantQuery query,
        Func<TenantScope, CancellationToken, ValueTask<T>> body,
        TenantFanOutOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        return VisitAsync(query, (tenant, ct) => scopes.RunAsync(tenant.Id, body, ct), options, cancellationToken);
    }

    public async Task<TenantFanOutReport<T>> VisitAsync<T>(
        TenantQuery query,
        Func<Tenant, CancellationToken, ValueTask<T>> body,
        TenantFanOutOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var attempt = new FanOutAttempt<T>(body, options, host.Time, cancellationToken);

        // The list is not cancelled: each tenant must appear in the report, those not started as skipped.
        return await new FanOutRun<T>(attempt, options, host, cancellationToken).VisitAsync(catalog.ListAsync(query, CancellationToken.None)).ConfigureAwait(false);
    }
}
