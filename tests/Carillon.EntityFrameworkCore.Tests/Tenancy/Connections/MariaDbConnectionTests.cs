using System.Globalization;
using Carillon.Tenancy;
using Carillon.TestSupport;
using MySql.Data.MySqlClient;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

/// <summary>A provider that the host brings: its driver's factory, a function that writes connection strings, and the numbers of its errors.</summary>
public sealed class MariaDbConnectionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_driver_of_the_host_is_a_provider_like_the_others()
    {
        var server = new MySqlConnectionStringBuilder(MariaDbServer.ConnectionString);
        var name = $"c{Guid.NewGuid():N}"[..20];
        await using var bench = await ConnectionBench.StartAsync(Ct, configure: AddMySql);
        var there = new ConnectionSettings("mysql", name) { Host = server.Server, Port = (int)server.Port, User = name };
        Execute(server, $"CREATE DATABASE {name}; CREATE USER {name}@'127.0.0.1' IDENTIFIED BY 'right password'; GRANT ALL ON {name}.* TO {name}@'127.0.0.1'; CREATE DATABASE {name}_other");
        try
        {
            (await bench.TryOutAsync(there, Ct, "right password")).Outcome.ShouldBe(ConnectionTestOutcome.Ok);
            (await bench.TryOutAsync(there, Ct, "wrong password")).Outcome.ShouldBe(ConnectionTestOutcome.AuthenticationFailed);
            (await bench.TryOutAsync(there with { Database = $"{name}_other" }, Ct, "right password")).Outcome.ShouldBe(ConnectionTestOutcome.PermissionDenied);
            (await bench.TryOutAsync(there with { Database = "no_such_database", User = server.UserID }, Ct)).Outcome.ShouldBe(ConnectionTestOutcome.DatabaseMissing);
            (await bench.TryOutAsync(there with { Port = 1 }, Ct, "right password")).Outcome.ShouldBe(ConnectionTestOutcome.HostUnreachable);
            Execute(server, $"ALTER USER {name}@'127.0.0.1' WITH MAX_USER_CONNECTIONS 1");
            await bench.AddAsync(there, Ct, "right password");
            await using var open = await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct);
            await using var command = open.CreateCommand();
            command.CommandText = "SELECT 40 + 2";
            Convert.ToInt32(await command.ExecuteScalarAsync(Ct), CultureInfo.InvariantCulture).ShouldBe(42);
            (await bench.TestAsync(Ct)).Outcome.ShouldBe(ConnectionTestOutcome.TooManyConnections);
        }
        finally
        {
            Execute(server, $"DROP USER {name}@'127.0.0.1'; DROP DATABASE {name}; DROP DATABASE {name}_other");
        }
    }

    [Fact]
    public async Task A_driver_that_blocks_is_left_behind_after_its_time()
    {
        await using var server = StandInServer.ThatIsSilent();
        await using var bench = await ConnectionBench.StartAsync(
            Ct, configure: b => { AddMySql(b); b.ConfigureConnections(o => o.TestTimeout = Duration.FromMilliseconds(300)); });
        (await bench.TryOutAsync(server.Settings with { Provider = "mysql" }, Ct, "sesame")).Outcome.ShouldBe(ConnectionTestOutcome.Timeout);
    }

    private static void AddMySql(CarillonBuilder builder) => builder.AddConnectionProvider(
        "mysql",
        MySqlClientFactory.Instance,
        target => new MySqlConnectionStringBuilder
        {
            Server = target.Settings.Host,
            Port = (uint)(target.Settings.Port ?? 3306),
            Database = target.Settings.Database,
            UserID = target.Settings.User,
            Password = target.Secret?.Reveal(),
            Pooling = target.Pooled,
            ConnectionTimeout = (uint)target.OpenTimeoutSeconds,
            SslMode = MySqlSslMode.None,
            CharacterSet = "utf8mb4",
        }.ConnectionString,
        error => error is MySqlException mysql ? MySqlErrors.Outcome(mysql.Number) : null);

    private static void Execute(MySqlConnectionStringBuilder server, string script)
    {
        using var connection = new MySqlConnection(server.ConnectionString);
        connection.Open();
        using var command = new MySqlCommand(script, connection);
        command.ExecuteNonQuery();
    }
}
