using Carillon.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy;

/// <summary>T3 on the counts and queues alone: any order of steps of any number of callers.</summary>
public sealed class ServerPlacesTests
{
    [Fact]
    public void No_history_opens_more_than_the_budget_or_loses_a_place_or_lets_anybody_overtake()
    {
        var history =
            from budget in Gen.Choose(1, 5)
            from pools in Gen.Choose(1, 6)
            from steps in Gen.Choose(0, int.MaxValue - 1).ListOf()
            select (budget, pools, steps);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(TestSize.Scale(1_000)).WithEndSize(200),
            Prop.ForAll(
                history.ToArbitrary(),
                h =>
                {
                    var world = new PlacesWorld(h.budget, h.pools);
                    foreach (var step in h.steps)
                    {
                        world.Step(step);
                    }

                    world.RunOut();
                    return true;
                }));
    }

    [Fact]
    public void A_tenant_with_an_idle_connection_gets_it_and_closes_nobodys()
    {
        var world = new PlacesWorld(budget: 2, pools: 2);
        world.Use(0);
        world.Use(1);

        world.Use(0);

        world.Places.Evicted.ShouldBe(0);
        world.Places.Taken.ShouldBe(2);
    }

    [Fact]
    public void The_tenant_that_has_been_idle_longest_gives_way()
    {
        var world = new PlacesWorld(budget: 3, pools: 4);
        world.Use(0);
        world.Use(1);
        world.Use(2);
        world.Use(0);

        world.Use(3);

        world.IdleOf(0).ShouldBe(1);
        world.IdleOf(1).ShouldBe(0);
        world.IdleOf(2).ShouldBe(1);
    }

    [Fact]
    public void Who_rents_and_returns_in_a_loop_does_not_overtake_those_who_wait()
    {
        var world = new PlacesWorld(budget: 1, pools: 2);
        world.Ask(0);
        world.Ask(1);

        world.GiveBackFirst();
        world.Ask(0);

        world.Served.ShouldBe([0, 1]);
    }
}
