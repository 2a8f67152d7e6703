using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.EntityFrameworkCore;

/// <summary>Joins the host's own transaction.</summary>
public static class JoinExtensions
{
    /// <summary>
    /// Makes the context's open transaction a tenant transaction, so that rows of the host and of Carillon commit together.
    /// The identity stamp is checked; the host commits.
    /// </summary>
    /// <param name="context">A context on the tenant's own database, with a transaction begun.</param>
    /// <param name="services">The host's services.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <exception cref="InvalidOperationException">The context has no open transaction.</exception>
    /// <exception cref="WrongTenantDatabaseException">The context is on another tenant's database.</exception>
    public static async ValueTask<TenantTransaction> JoinCarillonAsync(this DbContext context, IServiceProvider services, TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(services);
        var transaction = context.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("The context has no open transaction to join: call Database.BeginTransactionAsync first.");
        return await services.GetRequiredService<Tenancy.TransactionJoiner>()
            .JoinAsync(context.Database.GetDbConnection(), transaction, tenant, cancellationToken).ConfigureAwait(false);
    }
}
