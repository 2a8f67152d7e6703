using Carillon.Sqlite;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Budget;

/// <summary>The example of the README.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Budgets_are_set_for_all_servers_and_for_single_ones()
    {
        var services = new ServiceCollection();
        services.AddCarillon(b => b
            .UseSqlite("data")
            .ConfigureConnectionBudget(o =>
            {
                o.PerServer = 40;           // by default 20 on a server, 200 files of SQLite
                o.Servers["large"] = 100;   // by Tenant.ServerId
                o.LongestWait = Duration.FromSeconds(10);
            }));
        using var host = services.BuildServiceProvider();

        var options = host.GetRequiredService<IOptions<ConnectionBudgetOptions>>().Value;

        (options.PerServer, options.Servers["large"], options.LongestWait).ShouldBe((40, 100, Duration.FromSeconds(10)));
    }
}
