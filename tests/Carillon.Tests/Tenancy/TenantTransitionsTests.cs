using Carillon.Tenancy;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy;

public sealed class TenantTransitionsTests
{
    private const string Table =
        """
        Provisioning: Active Faulted Deleting
        Active: Suspended Deleting Faulted
        Suspended: Active Deleting
        Deleting: Deleted
        Deleted:
        Faulted: Active Suspended Deleting
        """;

    private static readonly TenantStatus[] All = Enum.GetValues<TenantStatus>();

    [Fact]
    public void Only_these_changes_of_status_are_allowed_and_staying_always_is()
    {
        var allowed = from line in Table.ReplaceLineEndings("\n").Split('\n')
                      let parts = line.Split(':')
                      from to in parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                      select (Enum.Parse<TenantStatus>(parts[0]), Enum.Parse<TenantStatus>(to));

        var found = from a in All from b in All where a != b && TenantTransitions.Allows(a, b) select (a, b);

        found.Order().ShouldBe(allowed.Order());
        All.ShouldAllBe(status => TenantTransitions.Allows(status, status));
    }

    [Fact]
    public void Every_status_ends_in_Deleted_and_nothing_leads_back_from_it()
    {
        foreach (var from in All.Where(s => s is not (TenantStatus.Deleted or TenantStatus.Deleting)))
        {
            TenantTransitions.Allows(from, TenantStatus.Deleting).ShouldBeTrue();
            TenantTransitions.Allows(TenantStatus.Deleting, from).ShouldBeFalse();
            TenantTransitions.Allows(TenantStatus.Deleted, from).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_refused_change_names_both_states() =>
        new TenantTransitionException(TenantId.Parse("icc"), TenantStatus.Deleted, TenantStatus.Active).Message
            .ShouldBe("Tenant 'icc' is Deleted and cannot become Active.");
}
