using Carillon.Tenancy;
using Carillon.Testing.Conformance.Audit;
using NodaTime;
using Xunit;

namespace Carillon.Tests.Tenancy.Audit;

public sealed class InMemoryAuditLogConformanceTests : AuditLogSuite
{
    private readonly Testing.Clocks.ManualClock _clock = new(Instant.FromUtc(2026, 3, 1, 12, 0));

    public InMemoryAuditLogConformanceTests() => Log = new InMemoryAuditLog(_clock);

    public static TheoryData<string> All => [.. CasesOf<InMemoryAuditLogConformanceTests>()];

    protected override IAuditLog Log { get; }

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);

    protected override Task PassAsync(CancellationToken cancellationToken)
    {
        _clock.AdvanceTo(_clock.GetCurrentInstant() + Duration.FromSeconds(1));
        return Task.CompletedTask;
    }
}
