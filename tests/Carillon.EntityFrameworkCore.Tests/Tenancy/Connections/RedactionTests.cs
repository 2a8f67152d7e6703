using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

/// <summary>Every operation, failures included, with a planted secret, while everything that a process can be observed by is written down.</summary>
public sealed class RedactionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task No_secret_reaches_a_log_an_exception_an_activity_or_a_metric(string kind)
    {
        var planted = $"planted-{Guid.NewGuid():N}";
        using var watch = new Observation();
        await using var roles = await PostgreSqlRoles.StartAsync(Ct);
        await using var silent = StandInServer.ThatIsSilent();
        await using var repeating = StandInServer.ThatRepeatsThePassword();
        await using (var bench = await ConnectionBench.StartAsync(Ct, kind, b =>
        {
            b.Services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(watch.Logs));
            b.ConfigureConnections(o => o.TestTimeout = o.OpenTimeout = NodaTime.Duration.FromMilliseconds(300));
        }))
        {
            var role = await roles.AddAsync("", Ct);
            ConnectionSettings good = ConnectionBench.PostgreSql(roles.Database, role), missing = good with { Database = "missing" }, unreachable = good with { Port = 1 };
            ConnectionSettings noTls = good with { Options = good.Options.Add("SSL Mode", "Require") };
            (string Name, ConnectionSettings Settings)[] all =
                [("good", good), ("missing", missing), ("unreachable", unreachable), ("no-tls", noTls), ("silent", silent.Settings), ("bad/name", good), ("bad", good with { Options = good.Options.Add("Timeout", "x") })];
            foreach (var (name, settings) in all)
            {
                await LiveAsync(watch, bench, name, settings, planted);
            }

            await TryAsync(watch, () => ConnectionOperationTests.AskAsync(bench, "connections.reencrypt", new ReencryptConnectionsInput()));
            bench.Keys[0] = "k2";
            await bench.RestartAsync(Ct);
            await TryAsync(watch, () => ConnectionOperationTests.AskAsync(bench, "connections.test", new TestConnectionInput("good")));
            await TryAsync(watch, () => ConnectionOperationTests.AskAsync(bench, "connections.reencrypt", new ReencryptConnectionsInput()));
            await TryAsync(watch, () => ConnectionOperationTests.AskAsync(bench, "audit.list", new ListAuditInput(Limit: 1000)));
            watch.Everything.Where(line => line.Contains(planted, StringComparison.Ordinal)).ShouldBeEmpty();

            // What a driver throws within is not ours to keep clean, only what comes out of it.
            watch.IgnoreExceptionsWithin();
            await LiveAsync(watch, bench, "repeating", repeating.Settings, planted);
        }

        watch.Everything.Where(line => line.Contains(planted, StringComparison.Ordinal)).ShouldBeEmpty();
        watch.ShouldHaveSeenSomethingOfEachKind();
    }

    private static async Task LiveAsync(Observation watch, ConnectionBench bench, string name, ConnectionSettings settings, string planted)
    {
        var options = settings.Options.Select(o => $"{o.Key}={o.Value}").ToList();
        Task<(object?, int)> AskAsync(string operation, object input) => ConnectionOperationTests.AskAsync(bench, operation, input);
        await TryAsync(watch, () => AskAsync("connections.add", new AddConnectionInput(name, settings.Provider, settings.Database, settings.Host, settings.Port, settings.User, new(planted), options)));
        await TryAsync(watch, () => AskAsync("connections.add", new AddConnectionInput(name, settings.Provider, settings.Database, settings.Host, settings.Port, settings.User, new(planted), options)));
        await TryAsync(watch, () => AskAsync("connections.test", new TestConnectionInput(name)));
        await TryAsync(watch, async () =>
        {
            await using var connection = await bench.Connections.OpenAsync(ConnectionBench.Hocmai, new(name), Ct);
            watch.Note($"{connection.ConnectionString} {connection}");
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT no_such_column";
            await command.ExecuteScalarAsync(Ct);
            return (null, 0);
        });
        await TryAsync(watch, () => AskAsync("connections.rotate", new RotateConnectionInput(name, new(planted))));
        await TryAsync(watch, () => AskAsync("connections.rotate", new RotateConnectionInput(name, new(planted), 99)));
        await TryAsync(watch, () => AskAsync("connections.change", new ChangeConnectionInput(name, Host: "127.0.0.1", User: "other", Secret: new(planted))));
        await TryAsync(watch, () => AskAsync("connections.change", new ChangeConnectionInput(name, Host: "elsewhere")));
        await TryAsync(watch, () => AskAsync("connections.change", new ChangeConnectionInput(name, User: planted, Secret: new(planted))));
        await TryAsync(watch, () => AskAsync("connections.default", new ConnectionInput(name)));
        await TryAsync(watch, () => AskAsync("connections.list", new ListConnectionsInput()));
        if (name != "good")
        {
            await TryAsync(watch, () => AskAsync("connections.delete", new ConnectionInput(name)));
        }
    }

    private static async Task TryAsync(Observation watch, Func<Task<(object?, int)>> work)
    {
        try
        {
            watch.Note(await work());
        }
        catch (Exception error)
        {
            watch.Note(error);
        }
    }
}
