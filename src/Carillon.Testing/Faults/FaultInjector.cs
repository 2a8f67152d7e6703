using System.Data.Common;
using Carillon.Tenancy;

namespace Carillon.Testing.Faults;

/// <summary>Puts a fault plan under everything that the host does, through the port for decorated connections.</summary>
/// <example><code>using (injector.Use(plan)) { await runner.RunDueAsync(ct); }</code></example>
public sealed class FaultInjector : IConnectionDecorator
{
    private volatile Life? _current;

    /// <summary>Decorates the connections of all databases, or only of those that are asked for.</summary>
    /// <param name="plan">The life that new transactions belong to until the result is disposed.</param>
    /// <param name="databases">Told the tenant, or null for the control database; default: all of them.</param>
    /// <exception cref="InvalidOperationException">Another plan is in use.</exception>
    public IDisposable Use(FaultPlan plan, Func<TenantId?, bool>? databases = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var life = new Life(this, plan, databases ?? (_ => true));
        return Interlocked.CompareExchange(ref _current, life, null) is null
            ? life
            : throw new InvalidOperationException("Another fault plan is in use; dispose it first.");
    }

    /// <inheritdoc/>
    public DbConnection Decorate(TenantId? tenant, DbConnection connection) =>
        _current is { } life && life.Databases(tenant) ? life.Plan.Wrap(connection) : connection;

    /// <inheritdoc/>
    public DbTransaction Unwrap(DbTransaction transaction) => transaction is FaultyTransaction faulty ? faulty.Inner : transaction;

    private sealed record Life(FaultInjector Injector, FaultPlan Plan, Func<TenantId?, bool> Databases) : IDisposable
    {
        public void Dispose() => Injector._current = null;
    }
}
