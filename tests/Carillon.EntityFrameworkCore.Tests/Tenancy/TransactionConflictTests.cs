using System.Data.Common;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy;

public sealed class TransactionConflictTests
{
    private static readonly TenantId Acme = TenantId.Parse("acme");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("40P01")]
    [InlineData("40001")]
    public async Task Work_that_was_given_up_begins_again_and_gives_up_after_five_times(string state)
    {
        await using var installation = await TestInstallation.StartAsync("sqlite", Ct);
        await installation.AddTenantAsync("acme", Ct);
        var begun = 0;
        (await installation.Connections.WriteAsync(
            Acme, (_, _) => ++begun < 5 ? throw new Conflict(state) : ValueTask.FromResult(begun), Ct)).ShouldBe(5);

        begun = 0;
        await Should.ThrowAsync<Conflict>(async () => await installation.Connections.WriteAsync<int>(
            Acme,
            (_, _) =>
            {
                begun++;
                throw new Conflict(state);
            },
            Ct));
        begun.ShouldBe(5);
    }

    [Fact]
    public async Task What_is_committed_is_not_done_again_when_something_fails_after_it()
    {
        await using var installation = await TestInstallation.StartAsync("sqlite", Ct);
        await installation.AddTenantAsync("acme", Ct);
        var begun = 0;
        await Should.ThrowAsync<Conflict>(async () => await installation.Connections.WriteAsync(
            Acme,
            (transaction, _) =>
            {
                transaction.OnCommitted(_ => throw new Conflict("40001"));
                return ValueTask.FromResult(++begun);
            },
            Ct));
        begun.ShouldBe(1);
    }

    private sealed class Conflict(string state) : DbException("given up")
    {
        public override string SqlState => state;
    }
}
