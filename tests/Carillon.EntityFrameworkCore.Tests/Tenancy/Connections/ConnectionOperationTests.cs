using System.Text.Json;
using Carillon.Operations;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

public sealed class ConnectionOperationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task A_connection_lives_from_add_to_delete_and_the_log_tells_it_whole(string kind)
    {
        await using var bench = await ConnectionBench.StartAsync(Ct, kind);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.db");
        await AskAsync(bench, "connections.add", new AddConnectionInput("Main", "postgresql", "data", "db.example", 5433, "app", new("sesame"), ["SSL Mode=Require"], true));
        await AskAsync(bench, "connections.add", new AddConnectionInput("file", "sqlite", file));
        await AskAsync(bench, "connections.default", new ConnectionInput("file"));
        await AskAsync(bench, "connections.rotate", new RotateConnectionInput("main", new("other"), 2));
        await AskAsync(bench, "connections.change", new ChangeConnectionInput("main", Database: "more"));
        (await AskAsync(bench, "connections.test", new TestConnectionInput())).Code.ShouldBe(OperationExitCode.Failed);

        var listed = (ListConnectionsOutput)(await AskAsync(bench, "connections.list", new ListConnectionsInput())).Output!;
        listed.Connections.Select(c => c.Name.Value).ShouldBe(["file", "main"]);
        listed.Connections[0].ShouldSatisfyAllConditions(c => c.IsDefault.ShouldBeTrue(), c => c.TestOutcome.ShouldBe(ConnectionTestOutcome.DatabaseMissing));
        listed.Connections[1].ShouldSatisfyAllConditions(
            c => c.Version.ShouldBe(4), c => c.Database.ShouldBe("more"), c => c.Options.ShouldBe(["SSL Mode=Require"]), c => c.KeyId.ShouldBe("k1"));
        JsonSerializer.Serialize(listed, OperationJson.Options).ShouldNotContain("sesame");
        var firstPage = (ListConnectionsOutput)(await AskAsync(bench, "connections.list", new ListConnectionsInput(Limit: 1))).Output!;
        ((ListConnectionsOutput)(await AskAsync(bench, "connections.list", new ListConnectionsInput(firstPage.After!.Value.Value, 1))).Output!)
            .Connections.ShouldHaveSingleItem().Name.Value.ShouldBe("main");

        await AskAsync(bench, "connections.delete", new ConnectionInput("main", 4));
        var report = (ReencryptionReport)(await AskAsync(bench, "connections.reencrypt", new ReencryptConnectionsInput())).Output!;
        report.ShouldSatisfyAllConditions(r => r.Moved.ShouldBe(0), r => r.Keys.ShouldBeEmpty());

        var log = new List<ListedAuditEntry>();
        string? after = null;
        do
        {
            var page = (ListAuditOutput)(await AskAsync(bench, "audit.list", new ListAuditInput(ConnectionBench.Hocmai, "lan", "connection", After: after, Limit: 2))).Output!;
            log.AddRange(page.Entries);
            after = page.After;
        }
        while (after is not null);
        log.Select(e => $"{e.Action} {e.Subject}").Reverse().ShouldBe(
        [
            "connection.added main", "connection.added file", "connection.made-default file", "connection.rotated main", "connection.changed main",
            "connection.tested file", "connection.deleted main",
        ]);
        log.ShouldAllBe(e => !$"{e.Before}{e.After}".Contains("sesame") && e.Actor == "lan");
        log.Single(e => e.Action == AuditActions.ConnectionChanged).ShouldSatisfyAllConditions(
            e => e.Before!.ShouldContain("\"database\":\"data\""), e => e.After!.ShouldContain("\"database\":\"more\""));
    }

    [Fact]
    public async Task Another_version_than_the_caller_knows_is_refused()
    {
        await using var bench = await ConnectionBench.StartAsync(Ct);
        await AskAsync(bench, "connections.add", new AddConnectionInput("main", "sqlite", "/x.db"));
        foreach (var (name, input) in new (string, object)[]
        {
            ("connections.default", new ConnectionInput("main", 7)), ("connections.delete", new ConnectionInput("main", 7)),
            ("connections.change", new ChangeConnectionInput("main", IfVersion: 7)), ("connections.rotate", new RotateConnectionInput("main", new("x"), 7)),
        })
        {
            (await Should.ThrowAsync<ConnectionConflictException>(() => AskAsync(bench, name, input))).Found.ShouldBe("it is version 1, not 7");
        }

        await Should.ThrowAsync<ConnectionConflictException>(() => AskAsync(bench, "connections.add", new AddConnectionInput("main", "sqlite", "/y.db")));
        await Should.ThrowAsync<ConnectionNotFoundException>(() => AskAsync(bench, "connections.default", new ConnectionInput("other")));
        await Should.ThrowAsync<ArgumentException>(() => AskAsync(bench, "connections.default", new ConnectionInput("../x")));
        (await Should.ThrowAsync<ArgumentException>(() => AskAsync(bench, "connections.add", new AddConnectionInput("b", "sqlite", "/y.db", Options: ["sesame"])))).Message.ShouldNotContain("sesame");
        await Should.ThrowAsync<ArgumentException>(() => AskAsync(bench, "audit.list", new ListAuditInput(After: "nonsense")));
    }

    internal static async Task<(object? Output, int Code)> AskAsync(ConnectionBench bench, string name, object input)
    {
        var operation = bench.Installation.Services.GetRequiredService<OperationCatalog>().Find(name).ShouldNotBeNull(name);
        var context = new OperationContext(bench.Installation.Services) { Actor = "lan", Tenant = operation.Scope == OperationScope.Tenant ? ConnectionBench.Hocmai : null };
        return (await operation.InvokeAsync(input, context, Ct), context.ExitCode);
    }
}
