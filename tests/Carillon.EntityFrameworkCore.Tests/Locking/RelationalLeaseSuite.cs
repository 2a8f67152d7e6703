using Carillon.EntityFrameworkCore.Locking;
using Carillon.Locking;
using Carillon.Tenancy;
using Carillon.Testing.Conformance.Leases;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

/// <summary>The lease table on one kind of database.</summary>
public abstract class RelationalLeaseSuite(string kind) : LeaseSuite
{
    private TestInstallation? _installation;
    private ILeaseStore? _store;

    protected override ILeaseStore Store => _store!;

    protected override int Races => TestSize.Scale(30);

    private ControlDatabase Control => _installation!.Services.GetRequiredService<ControlDatabase>();

    protected override ILeaseStore Reopen() => new RelationalLeaseStore(Control);

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _installation = await TestInstallation.StartAsync(kind, cancellationToken);
        _store = new RelationalLeaseStore(Control);
    }

    protected override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await base.CleanUpAsync(cancellationToken);
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }

    protected override async Task PassAtStoreAsync(Duration time, CancellationToken cancellationToken)
    {
        await using var transaction = await Control.BeginAsync(TransactionMode.Write, cancellationToken);
        await transaction.ExecuteAsync(
            $"UPDATE carillon_lease SET expires_at = expires_at - {time}{transaction.Dialect().TimesMicrosecond}",
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
