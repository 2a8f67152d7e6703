using Carillon.Tenancy;
using Carillon.Tests.Jobs;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy;

public sealed class TenantConnectionsExtensionsTests
{
    private readonly FakeTenants _tenants = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_begins_again_after_a_conflict_in_it_or_in_its_commit()
    {
        var (works, commits) = (0, 0);
        _tenants.OnCommit = _ => commits++ == 0 ? new FakeDatabaseException(transient: true, "40001") : null;

        var result = await _tenants.WriteAsync(
            FakeTenants.Acme,
            (_, _) => works++ == 0 ? throw new InvalidOperationException("wrapped", new FakeDatabaseException(transient: true, "40P01")) : ValueTask.FromResult(works),
            Ct);

        result.ShouldBe(3);
        _tenants.WritesOpened.ShouldBe(3);
    }

    [Fact]
    public async Task It_gives_up_after_five_conflicts_and_at_once_after_any_other_failure()
    {
        await Should.ThrowAsync<FakeDatabaseException>(async () => await FailAsync(new(transient: true, "40P01")));
        _tenants.WritesOpened.ShouldBe(5);
        await Should.ThrowAsync<FakeDatabaseException>(async () => await FailAsync(new(transient: true, "57P01")));
        _tenants.WritesOpened.ShouldBe(6);
    }

    [Fact]
    public async Task What_was_committed_is_not_done_again()
    {
        var works = 0;
        await Should.ThrowAsync<FakeDatabaseException>(async () => await _tenants.WriteAsync(
            FakeTenants.Acme,
            (transaction, _) =>
            {
                transaction.OnCommitted(_ => throw new FakeDatabaseException(transient: true, "40P01"));
                return ValueTask.FromResult(works++);
            },
            Ct));

        works.ShouldBe(1);
    }

    private ValueTask<int> FailAsync(FakeDatabaseException error) => _tenants.WriteAsync<int>(FakeTenants.Acme, (_, _) => throw error, Ct);
}
