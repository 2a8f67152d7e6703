using Carillon.Tenancy;
using Carillon.Testing.Conformance.Audit;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Audit;

/// <summary>The audit log in the control database, of one kind.</summary>
public abstract class RelationalAuditLogSuite(string kind) : AuditLogSuite
{
    private TestInstallation? _installation;

    protected override IAuditLog Log => _installation!.Services.GetRequiredService<IAuditLog>();

    protected override async Task PrepareAsync(CancellationToken cancellationToken) =>
        _installation = await TestInstallation.StartAsync(kind, cancellationToken);

    protected override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }
}
