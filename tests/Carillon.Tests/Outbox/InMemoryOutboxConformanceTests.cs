using Carillon.Outbox;
using Carillon.Tenancy;
using Carillon.Testing.Conformance.Outbox;
using Xunit;

namespace Carillon.Tests.Outbox;

public sealed class InMemoryOutboxConformanceTests : OutboxSuite
{
    private readonly InMemoryOutboxStore _store;

    public InMemoryOutboxConformanceTests() => _store = new(Tenant, Clock);

    public static TheoryData<string> All => [.. CasesOf<InMemoryOutboxConformanceTests>()];

    protected override IOutboxStore Store => _store;

    protected override TenantId Tenant => TenantId.Parse("hocmai");

    [Theory, MemberData(nameof(All))]
    public Task Keeps(string promise) => RunAsync(promise, TestContext.Current.CancellationToken);

    protected override Task AppendAsync(IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        _store.Append(messages);
        return Task.CompletedTask;
    }

    protected override Task<int> EraseAsync(string subject, CancellationToken cancellationToken) => Task.FromResult(_store.Erase(subject));
}
