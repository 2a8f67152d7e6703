using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.Sessions.Tests.FirstSchema;

/// <summary>The clock of an installation, and the sweep that a worker would run by it.</summary>
internal sealed class ManualRunnerClock(ManualClock clock)
{
    public ManualClock Clock => clock;

    public Instant Now => clock.GetCurrentInstant();

    public void MoveTo(Instant instant) => clock.AdvanceTo(Instant.Max(instant, Now));

    public async Task<SweepReport> SweepAsync(TestInstallation installation, Instant at, CancellationToken ct)
    {
        MoveTo(at);
        return await installation.Services.GetRequiredService<ISweepRunner>().RunAsync(SessionSweeps.AutoEnd, TenantId.Parse("hocmai"), ct);
    }
}
