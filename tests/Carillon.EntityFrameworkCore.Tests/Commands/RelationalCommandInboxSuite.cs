using Carillon.Tenancy;
using Carillon.Testing.Conformance.Commands;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Carillon.EntityFrameworkCore.Tests.Commands;

/// <summary>The command inbox in the tenants' databases, of one kind.</summary>
public abstract class RelationalCommandInboxSuite(string kind) : CommandInboxSuite
{
    private TestInstallation? _installation;

    protected override ICommandInbox Inbox => _installation!.Services.GetRequiredService<ICommandInbox>();

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _installation = await TestInstallation.StartAsync(kind, cancellationToken);
        await _installation.AddTenantAsync("hocmai", cancellationToken);
        await _installation.AddTenantAsync("icc", cancellationToken);
    }

    protected override async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        if (_installation is not null)
        {
            await _installation.DisposeAsync();
        }
    }

    protected override ValueTask<TenantTransaction> BeginAsync(bool otherTenant, CancellationToken cancellationToken) =>
        _installation!.Connections.BeginAsync(TenantId.Parse(otherTenant ? "icc" : "hocmai"), cancellationToken);
}
