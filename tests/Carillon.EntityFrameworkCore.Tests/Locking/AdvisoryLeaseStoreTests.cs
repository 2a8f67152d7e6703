using Carillon.Locking;
using Carillon.PostgreSql.Locking;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Locking;

public sealed class AdvisoryLeaseStoreTests
{
    private static readonly LockKey Key = LockKey.Global("key");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pooler_is_refused_at_start_unless_it_is_said_to_keep_sessions()
    {
        await using var bench = await LeaseBench.StartAsync(Ct);
        await using var pooler = new TcpRelay(new NpgsqlConnectionStringBuilder(bench.Control).Port, greetsAsPooler: true);

        var refused = await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(bench.Host("advisory", "a", pooler.Port)));
        refused.Message.ShouldBe(
            $"AdvisoryLeaseOptions: a connection pooler answers at 127.0.0.1:{pooler.Port}. In transaction mode it would lose the locks. "
            + "Set ConnectionString to the server itself, or Pooler to SessionMode if that is its mode.");
        await StartAsync(bench.Host("advisory", "b", pooler.Port, o => o.Pooler = Pooler.SessionMode));
        await StartAsync(bench.Host("advisory", "c", pooler.Port, o => o.ConnectionString = bench.Control));
    }

    [Fact]
    public async Task All_leases_of_a_host_share_one_connection()
    {
        await using var bench = await LeaseBench.StartAsync(Ct);
        var store = bench.Host("advisory", "holder").GetRequiredService<ILeaseStore>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => store.TryTakeAsync(LockKey.Global($"k{i}"), $"o{i}", Duration.FromMinutes(1), Ct).AsTask()));

        // One for the locks; the other installed the schema, and is idle in the pool.
        (await bench.CountAsync("holder", Ct)).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_key_that_the_lease_table_holds_is_taken()
    {
        await using var bench = await LeaseBench.StartAsync(Ct);
        var table = bench.Host("table", "table").GetRequiredService<ILeaseStore>();
        var advisory = bench.Host("advisory", "advisory").GetRequiredService<ILeaseStore>();
        var before = (await table.TryTakeAsync(Key, "before", Duration.FromMinutes(1), Ct)).ShouldNotBeNull();

        (await advisory.TryTakeAsync(Key, "after", Duration.FromMinutes(1), Ct)).ShouldBeNull();
        await table.ReleaseAsync(Key, "before", Ct);
        (await advisory.TryTakeAsync(Key, "after", Duration.FromMinutes(1), Ct)).ShouldNotBeNull().ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Asking_for_a_loss_signal_before_others_are_let_in_fails_at_start()
    {
        await using var bench = await LeaseBench.StartAsync(Ct);
        var leases = bench.Leases("advisory", "a");
        leases.Capabilities.ShouldBe(LeaseCapabilities.CrossProcess | LeaseCapabilities.Fencing);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(61)]
    public void A_time_to_answer_that_is_out_of_range_is_refused(double seconds)
    {
        var services = new ServiceCollection();
        services.AddCarillon(b => PostgreSql.PostgreSqlBuilderExtensions.UsePostgreSqlAdvisoryLeases(
            PostgreSql.PostgreSqlBuilderExtensions.UsePostgreSql(b, o => o.ControlConnectionString = "Host=db"),
            o =>
            {
                o.AnswerWithin = Duration.FromSeconds(seconds);
                o.ConnectionString = "Password=secret;nonsense";
            }));
        using var provider = services.BuildServiceProvider();
        var refused = Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptions<AdvisoryLeaseOptions>>().Value);
        refused.Failures.Count().ShouldBe(2);
        refused.Message.ShouldNotContain("secret");
    }

    private static async Task StartAsync(IServiceProvider host)
    {
        foreach (var service in host.GetServices<IHostedService>().Where(s => s.GetType().Name == "AdvisoryLeaseStart"))
        {
            await service.StartAsync(Ct);
        }
    }
}
