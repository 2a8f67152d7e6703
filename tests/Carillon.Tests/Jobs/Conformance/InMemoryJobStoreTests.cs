using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing.Conformance;
using Carillon.Testing.Conformance.Jobs;
using Xunit;

namespace Carillon.Tests.Jobs.Conformance;

public sealed class InMemoryJobStoreTests
{
    public static TheoryData<string> NextDueCases => [.. ConformanceSuite.CasesOf<NextDueSuite>()];

    public static TheoryData<string> RunStoreCases => [.. ConformanceSuite.CasesOf<RunStoreSuite>()];

    public static TheoryData<string> MarksCases => [.. ConformanceSuite.CasesOf<RunMarksSuite>()];

    [Theory]
    [MemberData(nameof(NextDueCases))]
    public Task Next_due(string name) => new NextDue().RunAsync(name, TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(RunStoreCases))]
    public Task Runs_and_schedules(string name) => new RunStore().RunAsync(name, TestContext.Current.CancellationToken);

    [Theory]
    [MemberData(nameof(MarksCases))]
    public Task Marks(string name) => new TenantMarks().RunAsync(name, TestContext.Current.CancellationToken);

    private sealed class NextDue : NextDueSuite
    {
        protected override INextDueStore Store { get; } = new InMemoryNextDueStore(new ManualClock());
    }

    private sealed class RunStore : RunStoreSuite
    {
        private static readonly ManualClock Clock = new();
        private readonly InMemoryRunStore _runs = new(Clock);

        public RunStore() => Schedules = new InMemoryScheduleStore(Clock, _runs);

        protected override IRunStore Runs => _runs;

        protected override IScheduleStore Schedules { get; }
    }

    private sealed class TenantMarks : RunMarksSuite
    {
        private readonly FakeTenants _tenants = new();

        protected override IRunMarks Runs { get; } = new InMemoryRunMarks();

        protected override ISweepMarks Sweeps { get; } = new InMemorySweepMarks();

        protected override ValueTask<TenantTransaction> BeginAsync(CancellationToken cancellationToken) =>
            _tenants.BeginAsync(FakeTenants.Acme, TransactionMode.Write, cancellationToken);
    }
}
