using Carillon.Tenancy;
using Carillon.TestSupport;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy;

public sealed partial class TenantScopesTests
{
    [Fact]
    public async Task Random_trees_of_scopes_and_tasks_never_see_another_tenant()
    {
        for (var seed = 0; seed < TestSize.Scale(200); seed++)
        {
            var detached = new List<Task>();
            await BranchAsync(new Random(seed), "none", 4, detached);
            await Task.WhenAll(detached);
            Read().ShouldBe("none");
        }
    }

    // Runs random steps where `own` is the tenant of the scope around them; detached steps may also find that it has ended.
    private async Task BranchAsync(Random random, string own, int depth, List<Task> detached)
    {
        for (var step = random.Next(4); step > 0; step--)
        {
            Read().ShouldBe(own);
            var seed = random.Next();
            var tenant = random.Next(2) == 0 ? Tenants.Hocmai : Tenants.Icc;
            switch (depth == 0 ? 0 : random.Next(4))
            {
                case 0:
                    await Task.Yield();
                    break;
                case 1:
                    await Scopes.RunAsync(tenant, async (_, _) => await BranchAsync(new Random(seed), tenant.Value, depth - 1, detached), Token);
                    break;
                case 2:
                    await Task.Run(() => BranchAsync(new Random(seed), own, depth - 1, detached), Token);
                    break;
                default:
                    lock (detached)
                    {
                        detached.Add(Task.Run(async () =>
                        {
                            await Task.Yield();
                            Read().ShouldBeOneOf(own, "none");
                            await Scopes.RunAsync(tenant, async (_, _) => await BranchAsync(new Random(seed), tenant.Value, 0, detached), Token);
                            Read().ShouldBeOneOf(own, "none");
                        }, Token));
                    }

                    break;
            }
        }
    }
}
