using Carillon.Jobs;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs;

public sealed class SweepRunnerTests
{
    private readonly SweepBench _bench = new();

    private Instant Now => _bench.Tenants.Now;

    [Fact]
    public async Task Nothing_due_takes_no_write_transaction_and_leaves_no_trace()
    {
        var later = Now + Duration.FromSeconds(1);
        _bench.Sweep.Add(later);

        var report = await _bench.RunAsync();

        report.ShouldBe(new SweepReport(_bench.Sweep.Name, default, later));
        report.Outcome.ShouldBeOfType<JobResult.NothingDue>();
        _bench.Tenants.ReadsOpened.ShouldBe(1);
        _bench.Tenants.WritesOpened.ShouldBe(0);
        _bench.History.Rows.ShouldBeEmpty();
        (await _bench.MarkAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Everything_due_is_settled_in_batches()
    {
        _bench.Options.BatchSize = 10;
        for (var i = 0; i < 25; i++)
        {
            _bench.Sweep.Add(Now - Duration.FromSeconds(i));
        }

        var later = Now + Duration.FromHours(1);
        _bench.Sweep.Add(later);

        var report = await _bench.RunAsync();

        report.Counts.ShouldBe(new WorkCounts(Due: 25, Acted: 25));
        report.Next.ShouldBe(later);
        report.Outcome.ShouldBeOfType<JobResult.Complete>();
        _bench.Tenants.WritesOpened.ShouldBe(3);
        _bench.Sweep.Rows.Values.ShouldAllBe(r => r.Settled == (r.DueAt == later ? 0 : 1));
    }

    [Fact]
    public async Task A_poison_item_is_found_by_halving_and_put_aside_alone()
    {
        var ids = Enumerable.Range(0, 37).Select(i => _bench.Sweep.Add(Now - Duration.FromSeconds(i))).ToList();
        Poison(ids[5], ids[30]);

        var report = await _bench.RunAsync();

        report.Counts.ShouldBe(new WorkCounts(Due: 37, Acted: 35, Failed: 2, Quarantined: 2, OldestOverdue: Duration.FromSeconds(30)));
        report.Outcome.ShouldBeOfType<JobResult.Partial>();
        report.Next.ShouldBe(Now + Duration.FromMinutes(1));
        _bench.Sweep.Rows.ShouldAllBe(r => r.Value.Settled == (r.Key == ids[5] || r.Key == ids[30] ? 0 : 1));
        _bench.Sweep.Rows[ids[30]].ShouldBe(new FakeSweep.Row(Now + Duration.FromMinutes(1), Now - Duration.FromSeconds(30), 1, 0));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 32)]
    [InlineData(6, 60)]
    [InlineData(40, 60)]
    public void The_back_off_doubles_up_to_an_hour(int failures, int minutes) =>
        SweepBackOff.After(failures).ShouldBe(Duration.FromMinutes(minutes));

    [Fact]
    public async Task A_poison_item_waits_longer_with_each_failure()
    {
        var id = _bench.Sweep.Add(Now);
        Poison(id);
        await _bench.RunAsync();
        _bench.Tenants.Now += Duration.FromMinutes(1);

        var report = await _bench.RunAsync();

        report.Counts.OldestOverdue.ShouldBe(Duration.FromMinutes(1));
        _bench.Sweep.Rows[id].WakeAt.ShouldBe(Now + Duration.FromMinutes(2));
    }

    [Fact]
    public async Task Due_items_that_another_transaction_holds_are_a_lost_race()
    {
        var held = _bench.Sweep.Add(Now - Duration.FromSeconds(7));
        _bench.Sweep.Add(Now);
        _bench.Sweep.LockElsewhere(held);

        var report = await _bench.RunAsync();

        report.Counts.ShouldBe(new WorkCounts(Due: 2, Acted: 1, LostRace: 1, OldestOverdue: Duration.FromSeconds(7)));
        report.Outcome.ShouldBeOfType<JobResult.Partial>();
        report.Next.ShouldBe(Now - Duration.FromSeconds(7));
    }

    [Fact]
    public async Task The_mark_rises_only_to_what_is_proven_settled()
    {
        var held = _bench.Sweep.Add(Now - Duration.FromSeconds(7));
        _bench.Sweep.Add(Now);
        _bench.Sweep.LockElsewhere(held);

        await _bench.RunAsync();

        (await _bench.MarkAsync()).ShouldBe(new SweepMark(Now - Duration.FromSeconds(7), Now));
    }

    [Fact]
    public async Task A_recent_scan_starts_one_margin_before_the_mark()
    {
        _bench.Sweep.Add(Now);
        await _bench.RunAsync();
        var settledAt = Now;
        _bench.Tenants.Now += Duration.FromMinutes(10);
        _bench.Sweep.Scans.Clear();

        await _bench.RunAsync(SweepScan.Recent);

        _bench.Sweep.Scans.ShouldBe([settledAt - WakeRules.MaxTransaction]);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_is_floored_and_hides_no_row()
    {
        _bench.Sweep.Add(Now);
        await _bench.RunAsync();
        var high = Now;
        _bench.Tenants.Now -= Duration.FromMinutes(5);
        var id = _bench.Sweep.Add(Now);

        var report = await _bench.RunAsync(SweepScan.Recent);

        report.Counts.Acted.ShouldBe(1);
        _bench.Sweep.Rows[id].Settled.ShouldBe(1);
        _bench.Sweep.Settled.ShouldBe([high, high]);
    }

    [Fact]
    public async Task An_outage_propagates_and_puts_nothing_aside()
    {
        var id = _bench.Sweep.Add(Now);
        _bench.Sweep.OnSettle = (_, _) => throw new InvalidOperationException("wrapped", new FakeDatabaseException(transient: true));
        await Should.ThrowAsync<InvalidOperationException>(() => _bench.RunAsync());

        _bench.Sweep.OnSettle = (tx, _) =>
        {
            ((FakeConnection)tx.Connection).IsBroken = true;
            throw new FakeDatabaseException(transient: false);
        };
        await Should.ThrowAsync<FakeDatabaseException>(() => _bench.RunAsync());

        _bench.Sweep.Rows[id].ShouldBe(new FakeSweep.Row(Now, Now, 0, 0));
    }

    [Fact]
    public async Task A_commit_that_fails_counts_nothing_and_is_tried_in_halves()
    {
        var ids = Enumerable.Range(0, 4).Select(_ => _bench.Sweep.Add(Now)).ToList();
        _bench.Tenants.OnCommit = number => number == 1 ? new FakeDatabaseException(transient: false) : null;

        var report = await _bench.RunAsync();

        report.Counts.ShouldBe(new WorkCounts(Due: 4, Acted: 4));
        ids.ShouldAllBe(id => _bench.Sweep.Rows[id].Settled == 1);
    }

    [Fact]
    public async Task The_budget_ends_a_run_honestly()
    {
        _bench.Options.BatchSize = 1;
        _bench.Time.Step = TimeSpan.FromSeconds(25);
        for (var i = 0; i < 10; i++)
        {
            _bench.Sweep.Add(Now);
        }

        var report = await _bench.RunAsync();

        report.BudgetExhausted.ShouldBeTrue();
        report.Outcome.ShouldBeOfType<JobResult.Partial>();
        report.Counts.Acted.ShouldBe(2);
        report.Next.ShouldBe(Now);
    }

    [Fact]
    public async Task History_has_one_row_a_minute()
    {
        _bench.Sweep.Add(Now + Duration.FromSeconds(1));
        _bench.Sweep.Add(Now + Duration.FromSeconds(59));
        _bench.Sweep.Add(Now + Duration.FromSeconds(61));
        var minute = Now;
        foreach (var second in (int[])[1, 59, 61, 90])
        {
            _bench.Tenants.Now = minute + Duration.FromSeconds(second);
            await _bench.RunAsync();
        }

        _bench.History.Rows.Select(r => (r.Minute, r.Counts.Acted)).ShouldBe([(minute, 2L), (minute + Duration.FromMinutes(1), 1L)]);
    }

    [Fact]
    public async Task An_unknown_sweep_is_refused() =>
        (await Should.ThrowAsync<ArgumentException>(async () =>
            await _bench.Runner.RunAsync(new JobName("no.such"), FakeTenants.Acme, TestContext.Current.CancellationToken)))
        .Message.ShouldStartWith("No sweep 'no.such' is registered.");

    [Fact]
    public void Two_sweeps_of_one_name_are_refused() =>
        Should.Throw<ArgumentException>(() => new SweepCatalog([new FakeSweep(), new FakeSweep()])).Message.ShouldContain("registered twice");

    private void Poison(params Guid[] ids) =>
        _bench.Sweep.OnSettle = (_, items) =>
        {
            if (items.Any(i => ids.Contains(i.Id)))
            {
                throw new InvalidOperationException("poison");
            }
        };
}
