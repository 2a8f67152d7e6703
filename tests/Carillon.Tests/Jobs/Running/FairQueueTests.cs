using Carillon.Jobs;
using Carillon.Tenancy;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Jobs.Running;

public sealed class FairQueueTests
{
    private readonly FairQueue _queue = new();

    [Fact]
    public void The_tenant_that_was_served_least_comes_next()
    {
        for (var i = 0; i < 5; i++)
        {
            Add("big", $"w{i}");
        }

        Take().ShouldBe("big");
        _queue.Charge(Id("big"), 3);
        Add("small", "w");

        Take().ShouldBe("small");
        Take().ShouldBe("big");
    }

    [Fact]
    public void A_tenant_that_comes_back_has_no_credit_for_its_absence()
    {
        for (var i = 0; i < 4; i++)
        {
            Add("busy", $"w{i}");
            Take().ShouldBe("busy");
            _queue.Charge(Id("busy"), 10);
        }

        Add("busy", "x");
        Take();
        Add("new", "a");
        Add("new", "b");
        Add("new", "c");
        Add("busy", "y");
        var order = new List<string?>();
        for (var i = 0; i < 4; i++)
        {
            order.Add(Take());
            _queue.Charge(Id(order[^1]!), 1);
        }

        order.Take(2).ShouldContain("busy");
    }

    [Fact]
    public void Busy_tenants_wait_and_the_same_work_waits_once()
    {
        Add("a", "w");
        Add("a", "w");

        _queue.Count.ShouldBe(1);
        _queue.Take(_ => true).ShouldBeNull();
        Take().ShouldBe("a");
        Take().ShouldBeNull();
    }

    private static TenantId Id(string tenant) => TenantId.Parse(tenant);

    private void Add(string tenant, string work) =>
        _queue.Add(new(new DueRow(Id(tenant), new JobName(work), NodaConstants.UnixEpoch, 1, NodaConstants.UnixEpoch), NodaConstants.UnixEpoch, false));

    private string? Take() => _queue.Take(_ => false)?.Tenant.Value;
}
