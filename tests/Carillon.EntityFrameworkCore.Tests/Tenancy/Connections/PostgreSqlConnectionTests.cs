using System.Net;
using System.Net.Sockets;
using Carillon.Tenancy;
using NodaTime;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

/// <summary>What becomes of connections to a real PostgreSQL server, and to what only looks like one.</summary>
public sealed class PostgreSqlConnectionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_opens_is_ok_and_can_be_used()
    {
        await using var roles = await PostgreSqlRoles.StartAsync(Ct);
        await using var bench = await ConnectionBench.StartAsync(Ct);
        await bench.AddAsync(ConnectionBench.PostgreSql(roles.Database), Ct);

        (await bench.TestAsync(Ct)).ShouldSatisfyAllConditions(r => r.Outcome.ShouldBe(ConnectionTestOutcome.Ok), r => r.Detail.ShouldBeNull());
        (await bench.Named.FindAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct))!.LastTest!.Outcome.ShouldBe(ConnectionTestOutcome.Ok);
        await using var connection = await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT current_database()";
        (await command.ExecuteScalarAsync(Ct)).ShouldBe(new NpgsqlConnectionStringBuilder(roles.Database).Database);
    }

    [Fact]
    public async Task Every_reason_why_a_server_refuses_is_told_apart()
    {
        await using var roles = await PostgreSqlRoles.StartAsync(Ct);
        await using var bench = await ConnectionBench.StartAsync(Ct);
        var there = ConnectionBench.PostgreSql(roles.Database);
        var plain = await roles.AddAsync("", Ct);
        var crowded = await roles.AddAsync("CONNECTION LIMIT 0", Ct);
        await roles.ExecuteAsync($"REVOKE CONNECT ON DATABASE \"{there.Database}\" FROM PUBLIC; GRANT CONNECT ON DATABASE \"{there.Database}\" TO {crowded}", Ct);

        (await bench.TryOutAsync(there with { Database = "no_such_database" }, Ct)).Outcome.ShouldBe(ConnectionTestOutcome.DatabaseMissing);
        (await bench.TryOutAsync(there with { User = "no_such_role" }, Ct)).Outcome.ShouldBe(ConnectionTestOutcome.AuthenticationFailed);
        (await bench.TryOutAsync(there with { User = plain }, Ct)).Outcome.ShouldBe(ConnectionTestOutcome.PermissionDenied);
        (await bench.TryOutAsync(there with { User = crowded }, Ct)).Outcome.ShouldBe(ConnectionTestOutcome.TooManyConnections);
        (await bench.TryOutAsync(there with { Port = FreePort() }, Ct)).Outcome.ShouldBe(ConnectionTestOutcome.HostUnreachable);
        (await bench.TryOutAsync(there with { Options = there.Options.Add("SSL Mode", "Require") }, Ct)).Outcome.ShouldBe(ConnectionTestOutcome.TlsFailed);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_a_test_does_not_take_a_connection_that_is_open_already()
    {
        await using var roles = await PostgreSqlRoles.StartAsync(Ct);
        await using var bench = await ConnectionBench.StartAsync(Ct);
        var role = await roles.AddWithPasswordAsync("first password", Ct);
        await bench.AddAsync(ConnectionBench.PostgreSql(roles.Database, role), Ct, "first password");
        (await bench.TestAsync(Ct)).Outcome.ShouldBe(ConnectionTestOutcome.Ok);
        await (await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct)).DisposeAsync();

        await roles.ExecuteAsync($"ALTER ROLE {role} PASSWORD 'second password'", Ct);

        await (await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct)).DisposeAsync();
        var result = await bench.TestAsync(Ct);
        result.Outcome.ShouldBe(ConnectionTestOutcome.AuthenticationFailed);
        result.Detail!.ShouldNotContain("first password");

        await bench.Named.RotateAsync((await bench.Named.FindAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct))!, new("second password"), "lan", Ct);
        (await bench.TestAsync(Ct)).Outcome.ShouldBe(ConnectionTestOutcome.Ok);
    }

    [Fact]
    public async Task A_changed_connection_gets_a_new_pool_and_the_old_one_is_drained()
    {
        await using var roles = await PostgreSqlRoles.StartAsync(Ct);
        await using var bench = await ConnectionBench.StartAsync(Ct);
        var (first, second) = (await roles.AddAsync("", Ct), await roles.AddAsync("", Ct));
        var known = await bench.AddAsync(ConnectionBench.PostgreSql(roles.Database, first), Ct, "some secret");
        var inUse = await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct);

        known = await bench.Named.ChangeAsync(known, known.Settings with { User = second }, new("some secret"), "lan", Ct);

        (await UserAsync(bench)).ShouldBe(second);
        await using (var command = inUse.CreateCommand())
        {
            command.CommandText = "SELECT current_user";
            (await command.ExecuteScalarAsync(Ct)).ShouldBe(first);
        }

        await inUse.DisposeAsync();
        for (var i = 0; i < 3; i++)
        {
            known = await bench.Named.RotateAsync(known, new($"secret number {i}"), "lan", Ct);
            (await UserAsync(bench)).ShouldBe(second);
        }

        await GoneAsync(roles, $"SELECT count(*) FROM pg_stat_activity WHERE usename = '{first}'", 0);
        await GoneAsync(roles, $"SELECT count(*) FROM pg_stat_activity WHERE usename = '{second}'", 1);
    }

    [Fact]
    public async Task A_database_that_holds_data_of_others_is_refused()
    {
        await using var bench = await ConnectionBench.StartAsync(Ct, "postgresql");
        foreach (var (tenant, expected) in new[] { (ConnectionBench.Icc, ConnectionTestOutcome.WrongTenantDatabase), (ConnectionBench.Hocmai, ConnectionTestOutcome.Ok), ((TenantId?)null, ConnectionTestOutcome.WrongTenantDatabase) })
        {
            await using var rented = await bench.Installation.RentUncheckedAsync(tenant, Ct);
            (await bench.TryOutAsync(ConnectionBench.PostgreSql(rented.Connection.ConnectionString), Ct)).Outcome.ShouldBe(expected);
        }

        await using var foreign = await bench.Installation.RentUncheckedAsync(ConnectionBench.Icc, Ct);
        await bench.AddAsync(ConnectionBench.PostgreSql(foreign.Connection.ConnectionString), Ct);
        var error = await Should.ThrowAsync<NamedConnectionOwnerException>(async () => await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct));
        error.Message.ShouldBe("Connection 'main' of tenant 'hocmai' is refused: it leads to the database of tenant 'icc'.");
    }

    [Fact]
    public async Task A_server_that_never_answers_is_a_timeout()
    {
        await using var server = StandInServer.ThatIsSilent();
        await using var bench = await ConnectionBench.StartAsync(Ct, configure: b => b.ConfigureConnections(o => o.TestTimeout = o.OpenTimeout = Duration.FromMilliseconds(300)));
        await bench.AddAsync(server.Settings, Ct, "sesame");
        (await bench.TestAsync(Ct)).Outcome.ShouldBe(ConnectionTestOutcome.Timeout);
        (await Should.ThrowAsync<ConnectionFailedException>(async () => await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct)))
            .Outcome.ShouldBe(ConnectionTestOutcome.Timeout);
    }

    [Fact]
    public async Task A_test_that_is_ended_by_its_caller_leaves_no_trace()
    {
        await using var server = StandInServer.ThatIsSilent();
        await using var bench = await ConnectionBench.StartAsync(Ct);
        await bench.AddAsync(server.Settings, Ct, "sesame");
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var test = bench.Connections.TestAsync(ConnectionBench.Hocmai, ConnectionBench.Main, "lan", source.Token).AsTask();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => test);
        (await bench.Named.FindAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct))!.LastTest.ShouldBeNull();
        (await bench.Audit.ListAsync(new() { Action = AuditActions.ConnectionTested }, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_only_pretends_to_speak_tls_is_no_safe_channel()
    {
        await using var server = StandInServer.WithoutRealTls();
        await using var bench = await ConnectionBench.StartAsync(Ct);
        var settings = server.Settings with { Options = server.Settings.Options.Add("SSL Mode", "Require") };
        var result = await bench.TryOutAsync(settings, Ct, "sesame");
        result.Outcome.ShouldBe(ConnectionTestOutcome.TlsFailed, result.Detail);
    }

    [Fact]
    public async Task A_server_that_repeats_the_password_does_not_get_it_into_an_error()
    {
        await using var server = StandInServer.ThatRepeatsThePassword();
        await using var bench = await ConnectionBench.StartAsync(Ct);
        await bench.AddAsync(server.Settings, Ct, "open sesame");

        var result = await bench.TestAsync(Ct);
        var error = await Should.ThrowAsync<ConnectionFailedException>(async () => await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct));

        result.Outcome.ShouldBe(ConnectionTestOutcome.AuthenticationFailed);
        result.Detail!.ShouldContain(Secret.Hidden);
        result.Detail!.ShouldNotContain("open sesame");
        error.Outcome.ShouldBe(ConnectionTestOutcome.AuthenticationFailed);
        error.ToString().ShouldNotContain("open sesame");
        error.InnerException.ShouldBeNull();
    }

    private static async Task<object?> UserAsync(ConnectionBench bench)
    {
        await using var connection = await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT current_user";
        return await command.ExecuteScalarAsync(Ct);
    }

    // A backend ends a moment after its client.
    private static async Task GoneAsync(PostgreSqlRoles roles, string query, long expected)
    {
        for (var attempt = 0; attempt < 200 && !Equals(await roles.ExecuteAsync(query, Ct), expected); attempt++)
        {
        }

        (await roles.ExecuteAsync(query, Ct)).ShouldBe(expected);
    }

    private static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }
}
