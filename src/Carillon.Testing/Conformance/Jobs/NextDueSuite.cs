using Carillon.Jobs;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Testing.Conformance.Jobs;

/// <summary>What every store of next-due hints must do. Cases only compare with the store's own clock.</summary>
public abstract class NextDueSuite : ConformanceSuite
{
    private static readonly TenantId Acme = TenantId.Parse("acme");
    private static readonly TenantId Beta = TenantId.Parse("beta");
    private static readonly JobName Work = new("conformance.sweep");
    private static readonly JobName Other = new("conformance.other");
    private static readonly Duration Far = Duration.FromDays(100);

    /// <summary>The store of the case, empty.</summary>
    protected abstract INextDueStore Store { get; }

    /// <summary>A hint creates the row, makes it earlier and never later, and follows the pure rule.</summary>
    public async Task A_hint_creates_a_row_and_makes_it_only_earlier(CancellationToken cancellationToken)
    {
        var first = await HintAsync(Duration.FromMinutes(10), cancellationToken).ConfigureAwait(false);
        var later = await HintAsync(Duration.FromMinutes(20), cancellationToken).ConfigureAwait(false);
        var earlier = await HintAsync(Duration.FromMinutes(5), cancellationToken).ConfigureAwait(false);

        Expect.Equal(first.Row.WakeAt, later.Row.WakeAt, "a later hint leaves the wake-up alone");
        Expect.Equal(WakeRules.Hint(first.Row, later.Due, later.Now), later.Row, "the store follows the rule");
        Expect.Equal(WakeRules.Hint(later.Row, earlier.Due, earlier.Now), earlier.Row, "the store follows the rule");
        Expect.Equal<Instant?>(earlier.Due, earlier.Row.WakeAt, "an earlier hint makes the wake-up earlier");
    }

    /// <summary>A deadline of the past wakes now, by the store's clock.</summary>
    public async Task A_hint_of_the_past_wakes_now(CancellationToken cancellationToken)
    {
        var hint = await HintAsync(Duration.FromMinutes(-10), cancellationToken).ConfigureAwait(false);
        Expect.Equal<Instant?>(hint.Now, hint.Row.WakeAt, "the past counts as now");
        Expect.Equal<Instant?>(hint.Now, hint.Row.HintedDue, "the past counts as now");
    }

    /// <summary>Compare-and-set: a row that changed since it was read is not raised, also when a raise changed it.</summary>
    public async Task A_row_is_raised_only_while_it_is_unchanged(CancellationToken cancellationToken)
    {
        var row = (await HintAsync(Duration.FromMinutes(1), cancellationToken).ConfigureAwait(false)).Row;
        Expect.True(await Store.TryRaiseAsync(row, row.WakeAt + Duration.FromHours(1), cancellationToken).ConfigureAwait(false), "an unchanged row is raised");
        Expect.True(!await Store.TryRaiseAsync(row, null, cancellationToken).ConfigureAwait(false), "a raise counts as a change");
        var raised = (await ListAsync([Work], cancellationToken).ConfigureAwait(false)).Single();
        Expect.Equal(row.WakeAt + Duration.FromHours(1), raised.WakeAt, "the wake-up is the raised one");
        await HintAsync(Duration.FromMinutes(2), cancellationToken).ConfigureAwait(false);
        Expect.True(!await Store.TryRaiseAsync(raised, null, cancellationToken).ConfigureAwait(false), "a hint counts as a change");
    }

    /// <summary>A raise to nothing hides the row, and a lowering brings it back.</summary>
    public async Task A_row_without_a_wake_up_is_not_listed_until_it_is_lowered(CancellationToken cancellationToken)
    {
        var row = (await HintAsync(Duration.FromMinutes(1), cancellationToken).ConfigureAwait(false)).Row;
        await Store.TryRaiseAsync(row, null, cancellationToken).ConfigureAwait(false);
        Expect.Equal(0, (await ListAsync([Work], cancellationToken).ConfigureAwait(false)).Count, "nothing waits");
        var wake = row.WakeAt!.Value;
        await Store.LowerAsync(Acme, [Work, Other], wake, cancellationToken).ConfigureAwait(false);
        await Store.LowerAsync(Acme, [Work], wake + Duration.FromMinutes(1), cancellationToken).ConfigureAwait(false);
        var rows = await ListAsync([Work, Other], cancellationToken).ConfigureAwait(false);
        Expect.Equal(2, rows.Count, "lowering creates missing rows");
        Expect.True(rows.All(r => r.WakeAt == wake), "lowering never raises");
    }

    /// <summary>Rows come by wake-up, page by page, and only of the asked kinds.</summary>
    public async Task Rows_are_listed_by_wake_up_in_pages(CancellationToken cancellationToken)
    {
        var now = (await HintAsync(Duration.FromMinutes(3), cancellationToken).ConfigureAwait(false)).Now;
        await Store.HintAsync(
            [new(Beta, Work, now + Duration.FromMinutes(1)), new(Beta, Other, now + Duration.FromMinutes(2)), new(Acme, Other, now + Duration.FromMinutes(1))],
            cancellationToken).ConfigureAwait(false);
        var all = await ListAsync([Work, Other], cancellationToken).ConfigureAwait(false);
        Expect.Equal([(Acme, Other), (Beta, Work), (Beta, Other), (Acme, Work)], all.Select(r => (r.Tenant, r.Work)), "earliest first, then by name");
        var paged = new List<DueRow>();
        while (await Store.ListAsync([Work, Other], Far, paged.LastOrDefault(), 1, cancellationToken).ConfigureAwait(false) is { Rows: [var row] })
        {
            paged.Add(row);
        }

        Expect.Equal(all, paged, "pages of one give the same rows");
        Expect.Equal(2, (await ListAsync([Work], cancellationToken).ConfigureAwait(false)).Count, "only the asked kinds");
        var near = await Store.ListAsync([Work, Other], Duration.FromSeconds(90), null, 10, cancellationToken).ConfigureAwait(false);
        Expect.Equal(2, near.Rows.Count, "only what comes within the time ahead");
    }

    /// <summary>A probe is given out once per interval.</summary>
    public async Task Probes_are_claimed_once(CancellationToken cancellationToken)
    {
        await HintAsync(Duration.FromDays(1), cancellationToken).ConfigureAwait(false);
        var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () => await Store.ClaimProbesAsync([Work], Duration.FromMinutes(5), 10, cancellationToken).ConfigureAwait(false), cancellationToken))).ConfigureAwait(false);
        Expect.Equal(1, claims.Sum(c => c.Rows.Count), "one host gets the probe");
        var probe = claims.Single(c => c.Rows.Count == 1);
        Expect.Equal(probe.Now + Duration.FromMinutes(5), probe.Rows[0].ProbeAt, "the next probe comes after the interval");
    }

    /// <summary>Missing rows are created to be looked at now; rows that are there stay as they are.</summary>
    public async Task Rows_are_ensured_without_touching_those_that_exist(CancellationToken cancellationToken)
    {
        var row = (await HintAsync(Duration.FromHours(1), cancellationToken).ConfigureAwait(false)).Row;
        await Store.EnsureAsync([Acme, Beta], [Work], Duration.FromMinutes(5), cancellationToken).ConfigureAwait(false);
        await Store.EnsureAsync([Acme, Beta], [Work], Duration.FromMinutes(5), cancellationToken).ConfigureAwait(false);
        var listed = await Store.ListAsync([Work], Far, null, 10, cancellationToken).ConfigureAwait(false);
        Expect.Equal(row, listed.Rows.Single(r => r.Tenant == Acme), "a row that is there stays");
        Expect.True(listed.Rows.Single(r => r.Tenant == Beta).WakeAt <= listed.Now, "a new row is looked at now");
    }

    /// <summary>A tenant that is back in service is looked at now, with all its kinds of work; others are not.</summary>
    public async Task A_tenant_is_woken_whole(CancellationToken cancellationToken)
    {
        var later = await HintAsync(Duration.FromHours(1), cancellationToken).ConfigureAwait(false);
        await Store.HintAsync([new(Acme, Other, later.Due), new(Beta, Work, later.Due)], cancellationToken).ConfigureAwait(false);
        var read = (await ListAsync([Work, Other], cancellationToken).ConfigureAwait(false)).Single(r => (r.Tenant, r.Work) == (Acme, Work));
        Expect.True(await Store.TryRaiseAsync(read, null, cancellationToken).ConfigureAwait(false), "a row without a wake-up, as of a tenant out of service");
        await Store.WakeAsync(Acme, cancellationToken).ConfigureAwait(false);
        var listed = await Store.ListAsync([Work, Other], Far, null, 10, cancellationToken).ConfigureAwait(false);
        Expect.Equal(2, listed.Rows.Count(r => r.Tenant == Acme && r.WakeAt <= listed.Now), "both kinds of work are looked at now");
        Expect.Equal<Instant?>(later.Due, listed.Rows.Single(r => r.Tenant == Beta).WakeAt, "the other tenant's wake-up stays");
        Expect.True(!await Store.TryRaiseAsync(read, null, cancellationToken).ConfigureAwait(false), "a wake counts as a change");
    }

    private async Task<(Instant Now, Instant Due, DueRow Row)> HintAsync(Duration ahead, CancellationToken cancellationToken)
    {
        var clock = (await Store.ListAsync([Work], Duration.Zero, null, 1, cancellationToken).ConfigureAwait(false)).Now;
        var hinted = await Store.HintAsync([new(Acme, Work, clock + ahead)], cancellationToken).ConfigureAwait(false);
        return (hinted.Now, clock + ahead, hinted.Rows.Single());
    }

    private async Task<IReadOnlyList<DueRow>> ListAsync(IReadOnlyCollection<JobName> work, CancellationToken cancellationToken) =>
        (await Store.ListAsync(work, Far, null, 100, cancellationToken).ConfigureAwait(false)).Rows;
}
