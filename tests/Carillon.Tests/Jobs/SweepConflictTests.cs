using Carillon.Jobs;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs;

/// <summary>A batch that the database gives up in favour of another transaction.</summary>
public sealed class SweepConflictTests
{
    private readonly SweepBench _bench = new();

    [Theory]
    [InlineData("40P01")]
    [InlineData("40001")]
    public async Task It_is_claimed_and_settled_again_and_blames_no_item(string sqlState)
    {
        var conflicts = 0;
        _bench.Sweep.Add(_bench.Tenants.Now);
        _bench.Sweep.OnSettle = (_, _) => Conflict(conflicts++ < 4, sqlState);

        (await _bench.RunAsync()).Counts.ShouldBe(new WorkCounts(Due: 1, Acted: 1));
        conflicts.ShouldBe(5);
    }

    [Fact]
    public async Task The_commit_counts_too_and_five_in_a_row_are_a_failure()
    {
        _bench.Sweep.Add(_bench.Tenants.Now);
        _bench.Tenants.OnCommit = _ => new FakeDatabaseException(transient: true, "40001");

        await Should.ThrowAsync<FakeDatabaseException>(() => _bench.RunAsync());
        _bench.Tenants.WritesOpened.ShouldBe(5);
        _bench.Sweep.Rows.Values.ShouldHaveSingleItem().Failures.ShouldBe(0);
    }

    private static void Conflict(bool isOne, string sqlState)
    {
        if (isOne)
        {
            throw new FakeDatabaseException(transient: true, sqlState);
        }
    }
}
