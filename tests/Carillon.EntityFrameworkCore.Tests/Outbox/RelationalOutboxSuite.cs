using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Tenancy;
using Carillon.Testing.Conformance.Outbox;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Tests.Outbox;

/// <summary>The outbox in the tenant's database, of one kind.</summary>
public abstract class RelationalOutboxSuite(string kind) : OutboxSuite
{
    private TestInstallation? _installation;

    protected override IOutboxStore Store => _installation!.Services.GetRequiredService<IOutboxStore>();

    protected override TenantId Tenant => TenantId.Parse("hocmai");

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _installation = await TestInstallation.StartAsync(kind, cancellationToken, b => b.Services
            .Replace(ServiceDescriptor.Singleton<IDatabaseClock>(new DatabaseClock(Clock)))
            .Replace(ServiceDescriptor.Singleton<IWakeHints>(new NoHints())));
        await _installation.AddTenantAsync(Tenant.Value, cancellationToken);
    }

    protected override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }

    protected override async Task AppendAsync(IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        await using var transaction = await _installation!.Connections.BeginAsync(Tenant, cancellationToken);
        await _installation.Services.GetRequiredService<IOutbox>().AppendAsync(transaction, messages, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    protected override async Task<int> EraseAsync(string subject, CancellationToken cancellationToken)
    {
        await using var transaction = await _installation!.Connections.BeginAsync(Tenant, cancellationToken);
        var erased = await _installation.Services.GetRequiredService<IOutbox>().EraseAsync(transaction, subject, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return erased;
    }

    private sealed class DatabaseClock(IClock clock) : IDatabaseClock
    {
        public ValueTask<Instant> ReadAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) => ValueTask.FromResult(clock.GetCurrentInstant());
    }

    private sealed class NoHints : IWakeHints
    {
        public ValueTask HintAsync(TenantTransaction transaction, JobName sweep, Instant due, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
