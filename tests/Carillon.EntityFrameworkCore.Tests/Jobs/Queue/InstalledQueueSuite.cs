using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Conformance.Queue;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.EntityFrameworkCore.Tests.Jobs.Queue;

/// <summary>A queue beside a real database: in it, or in memory with its transactions.</summary>
public abstract class InstalledQueueSuite(string kind, bool inMemory = false) : QueueSuite
{
    private TestInstallation? _installation;

    protected override IQueueStore Store => inMemory ? InMemory : Services.GetRequiredService<IQueueStore>();

    protected override IQueueRunGuard Guard => inMemory ? InMemory : Services.GetRequiredService<IQueueRunGuard>();

    protected override TenantId Tenant => TenantId.Parse("hocmai");

    private IServiceProvider Services => _installation!.Services;

    private InMemoryQueueStore InMemory => Services.GetRequiredService<InMemoryQueueStore>();

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _installation = await TestInstallation.StartAsync(kind, cancellationToken, b => b.AddTesting(Clock));
        await _installation.AddTenantAsync(Tenant.Value, cancellationToken);
    }

    protected override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }

    protected override async Task InTransactionAsync(Func<TenantTransaction, Task> body, CancellationToken cancellationToken)
    {
        await using var transaction = await _installation!.Connections.BeginAsync(Tenant, cancellationToken);
        await body(transaction);
        await transaction.CommitAsync(cancellationToken);
    }
}
