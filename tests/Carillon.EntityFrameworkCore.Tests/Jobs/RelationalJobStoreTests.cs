using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing.Conformance;
using Carillon.Testing.Conformance.Jobs;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Jobs;

public sealed class RelationalJobStoreTests
{
    public static MatrixTheoryData<string, string> NextDueCases => new(TestInstallation.Kinds, ConformanceSuite.CasesOf<NextDueSuite>());

    public static MatrixTheoryData<string, string> RunStoreCases => new(TestInstallation.Kinds, ConformanceSuite.CasesOf<RunStoreSuite>());

    public static MatrixTheoryData<string, string> MarksCases => new(TestInstallation.Kinds, ConformanceSuite.CasesOf<RunMarksSuite>());

    [Theory]
    [MemberData(nameof(NextDueCases))]
    public async Task Next_due(string kind, string name)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        await new NextDue(installation).RunAsync(name, ct);
    }

    [Theory]
    [MemberData(nameof(RunStoreCases))]
    public async Task Runs_and_schedules(string kind, string name)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        await new RunStore(installation).RunAsync(name, ct);
    }

    [Theory]
    [MemberData(nameof(MarksCases))]
    public async Task Marks(string kind, string name)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync(kind, ct);
        await installation.AddTenantAsync("acme", ct);
        await new TenantMarks(installation).RunAsync(name, ct);
    }

    private sealed class NextDue(TestInstallation installation) : NextDueSuite
    {
        protected override INextDueStore Store { get; } = installation.Services.GetRequiredService<INextDueStore>();
    }

    private sealed class RunStore(TestInstallation installation) : RunStoreSuite
    {
        protected override IRunStore Runs { get; } = installation.Services.GetRequiredService<IRunStore>();

        protected override IScheduleStore Schedules { get; } = installation.Services.GetRequiredService<IScheduleStore>();
    }

    private sealed class TenantMarks(TestInstallation installation) : RunMarksSuite
    {
        protected override IRunMarks Runs { get; } = installation.Services.GetRequiredService<IRunMarks>();

        protected override ISweepMarks Sweeps { get; } = installation.Services.GetRequiredService<ISweepMarks>();

        protected override ValueTask<TenantTransaction> BeginAsync(CancellationToken cancellationToken) =>
            installation.Connections.BeginAsync(TenantId.Parse("acme"), cancellationToken);
    }
}
