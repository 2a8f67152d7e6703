using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using Carillon.Testing.Faults;
using Carillon.Testing.Running;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Testing.Tests.Running;

public sealed class ManualRunnerTests : IAsyncDisposable
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 29, 12, 0);
    private static readonly TenantId Acme = TenantId.Parse("acme");
    private static readonly TenantId Beta = TenantId.Parse("beta");
    private readonly ManualClock _clock = new(Noon);
    private readonly ServiceProvider _services;

    public ManualRunnerTests() => _services = Host();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ITenantConnections Tenants => _services.GetRequiredService<ITenantConnections>();

    private ManualRunner Runner => _services.GetRequiredService<ManualRunner>();

    private BellSweep Sweep => (BellSweep)_services.GetRequiredService<ISweep>();

    [Fact]
    public async Task Nothing_runs_before_it_is_due()
    {
        var bell = await HangAsync(Acme, Duration.FromMinutes(10));

        (await Runner.AdvanceAsync(Duration.FromMinutes(9), Cancel)).ShouldBeEmpty();
        (await RungAtAsync(Acme, bell)).ShouldBeNull();

        var run = (await Runner.AdvanceAsync(Duration.FromMinutes(1), Cancel)).ShouldHaveSingleItem();
        (run.Job.Value, run.Tenant, run.Counts.Acted, run.At).ShouldBe(("bells.ring", Acme, 1, Noon + Duration.FromMinutes(10)));
        run.Counts.Due.ShouldBe(1);
    }

    [Fact]
    public async Task A_leap_runs_late_and_a_played_day_runs_in_time_with_the_same_rows()
    {
        var late = await HangAsync(Acme, Duration.FromHours(1));
        (await Runner.AdvanceAsync(Duration.FromDays(1), Cancel)).ShouldHaveSingleItem().At.ShouldBe(Noon + Duration.FromDays(1));
        (await RungAtAsync(Acme, late)).ShouldBe(Noon + Duration.FromHours(1));

        var first = await HangAsync(Beta, Duration.FromHours(2));
        var second = await HangAsync(Acme, Duration.FromHours(3));
        var runs = await Runner.PlayUntilAsync(Noon + Duration.FromDays(2), Cancel);

        runs.Select(run => run.At).ShouldBe([Noon + Duration.FromHours(26), Noon + Duration.FromHours(27)]);
        (await RungAtAsync(Beta, first)).ShouldBe(Noon + Duration.FromHours(26));
        (await RungAtAsync(Acme, second)).ShouldBe(Noon + Duration.FromHours(27));
        _clock.GetCurrentInstant().ShouldBe(Noon + Duration.FromDays(2));
    }

    [Fact]
    public async Task Failing_work_waits_for_its_back_off_and_delays_nobody()
    {
        Sweep.Cracked = await HangAsync(Acme, Duration.Zero);
        var good = await HangAsync(Acme, Duration.Zero);

        var runs = await Runner.RunDueAsync(Cancel);

        runs.Sum(run => run.Counts.Quarantined).ShouldBe(1);
        (await RungAtAsync(Acme, good)).ShouldBe(Noon);
        (await RungAtAsync(Acme, Sweep.Cracked.Value)).ShouldBeNull();

        Sweep.Cracked = null;
        await Runner.PlayUntilAsync(Noon + Duration.FromHours(1), Cancel);
        (await Runner.RunDueAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Work_that_is_never_done_is_reported_instead_of_hanging()
    {
        await using var host = Host(services => services.AddSingleton<IDueWork, EndlessWork>());
        var runner = host.GetRequiredService<ManualRunner>();

        (await Should.ThrowAsync<InvalidOperationException>(() => runner.RunDueAsync(Cancel)))
            .Message.ShouldContain("still due after 1000 rounds at 2026-03-29T12:00:00Z: bells.endless of acme");
    }

    [Fact]
    public async Task A_transaction_tells_the_time_of_the_manual_clock()
    {
        _clock.Advance(Duration.FromMinutes(7));
        await using var tx = await Tenants.BeginAsync(Acme, Cancel);

        (await tx.NowAsync(Cancel)).ShouldBe(Noon + Duration.FromMinutes(7));
        _services.GetRequiredService<IClock>().GetCurrentInstant().ShouldBe(tx.Now);
    }

    [Fact]
    public async Task A_sweep_survives_a_crash_at_every_statement_of_one_tenant()
    {
        var injector = _services.GetRequiredService<FaultInjector>();
        Guid bell = default;

        var report = await FaultSweep.RunAsync(
            new()
            {
                PrepareAsync = async ct => bell = await BellSweep.HangAsync(Tenants, Acme, _clock.GetCurrentInstant(), ct),
                RunAsync = async (faults, ct) =>
                {
                    using (injector.Use(faults, tenant => tenant == Acme))
                    {
                        await Runner.RunDueAsync(ct);
                    }
                },
                RecoverAsync = async ct => await Runner.AdvanceAsync(Duration.FromHours(1), ct),
                VerifyAsync = async ct => (await BellSweep.RungAtAsync(Tenants, Acme, bell, ct)).ShouldNotBeNull(),
            },
            TextWriter.Null,
            Cancel);

        report.Visited.ShouldContain(point => point.Sql.StartsWith("UPDATE bell SET rung_at", StringComparison.Ordinal));
        report.Visited.Count.ShouldBe(2 * report.Statements);
    }

    [Fact]
    public async Task Only_one_fault_plan_is_in_use_and_none_outside()
    {
        var injector = _services.GetRequiredService<FaultInjector>();
        var plan = FaultPlan.NoCrash();
        using (injector.Use(plan, tenant => tenant == Beta))
        {
            Should.Throw<InvalidOperationException>(() => injector.Use(FaultPlan.NoCrash()));
            await HangAsync(Acme, Duration.Zero);
            plan.Statements.ShouldBe(0);
            await HangAsync(Beta, Duration.Zero);
            plan.Statements.ShouldBe(3);
        }

        await HangAsync(Beta, Duration.Zero);
        plan.Statements.ShouldBe(3);
    }

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();

    private ServiceProvider Host(Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddCarillon(carillon => carillon
                .UseTenants(new Tenant(Acme, "Acme", "Europe/Berlin"), new Tenant(Beta, "Beta", "Asia/Tokyo"))
                .AddSweep<BellSweep>()
                .AddTesting(_clock))
            .AddSingleton<ITenantConnections, MemoryTenants>();
        configure?.Invoke(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private Task<Guid> HangAsync(TenantId tenant, Duration after) =>
        BellSweep.HangAsync(Tenants, tenant, _clock.GetCurrentInstant() + after, Cancel);

    private Task<Instant?> RungAtAsync(TenantId tenant, Guid bell) => BellSweep.RungAtAsync(Tenants, tenant, bell, Cancel);

    private sealed class EndlessWork : IDueWork
    {
        public JobName Name { get; } = new("bells.endless");

        public ValueTask<SweepReport> RunAsync(TenantId tenant, Duration budget, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new SweepReport(Name, new WorkCounts(Due: 1, Acted: 1), null));

        public ValueTask<Instant?> NextAsync(TenantId tenant, CancellationToken cancellationToken) => ValueTask.FromResult<Instant?>(null);
    }
}
