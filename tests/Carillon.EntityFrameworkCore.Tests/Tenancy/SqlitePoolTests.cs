using System.Data;
using Carillon.Tenancy;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy;

public sealed class SqlitePoolTests
{
    [Fact]
    public async Task A_connection_that_comes_back_while_the_pool_is_closed_is_closed()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var installation = await TestInstallation.StartAsync("sqlite", ct);
        var provider = installation.Services.GetServices<DatabaseProvider>().Single();
        for (var round = 0; round < TestSize.Scale(300); round++)
        {
            var pool = provider.CreatePool(new("sqlite", "Data Source=:memory:"), null);
            var rented = await pool.RentAsync(ct);
            using var both = new Barrier(2);
            await Task.WhenAll(
                Task.Run(() => Together(both, rented.DisposeAsync), ct),
                Task.Run(() => Together(both, pool.DisposeAsync), ct));

            rented.Connection.State.ShouldBe(ConnectionState.Closed);
        }
    }

    private static async Task Together(Barrier both, Func<ValueTask> act)
    {
        both.SignalAndWait();
        await act();
    }
}
