using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;

public sealed class NamedConnectionTests
{
    private static readonly ConnectionSettings Warehouse = new("postgresql", "data") { Host = "db.example", User = "app" };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_that_was_copied_to_another_tenant_or_name_does_not_open()
    {
        await using var bench = await ConnectionBench.StartAsync(Ct);
        await bench.AddAsync(Warehouse, Ct, "sesame");
        await bench.AddAsync(Warehouse, Ct, "other", "second");
        await bench.AddAsync(Warehouse, Ct, "foreign", tenant: ConnectionBench.Icc);
        await bench.RunAsync("UPDATE carillon_connection SET secret = (SELECT secret FROM carillon_connection WHERE tenant_id = 'hocmai' AND name = 'main')", Ct);

        foreach (var (tenant, name) in new[] { (ConnectionBench.Icc, "main"), (ConnectionBench.Hocmai, "second") })
        {
            var error = await Should.ThrowAsync<SecretUnreadableException>(async () => await bench.Connections.OpenAsync(tenant, new(name), Ct));
            error.Failure.ShouldBe(SecretFailure.NotAuthentic);
            error.ToString().ShouldNotContain("sesame");
            (await bench.Connections.TestAsync(tenant, new(name), "lan", Ct)).Outcome.ShouldBe(ConnectionTestOutcome.SecretUnreadable);
        }
    }

    [Fact]
    public async Task A_damaged_row_is_told_by_its_damage()
    {
        await using var bench = await ConnectionBench.StartAsync(Ct);
        foreach (var (damage, expected) in new (Func<byte[], byte[]>, SecretFailure)[]
        {
            (b => [], SecretFailure.Truncated),
            (b => b[..10], SecretFailure.Truncated),
            (b => [2, .. b[1..]], SecretFailure.UnknownVersion),
            (b => [.. b[..^1], (byte)~b[^1]], SecretFailure.NotAuthentic),
            (b => [1, 2, (byte)'k', (byte)'9', .. b[4..]], SecretFailure.NotAuthentic),
        })
        {
            var known = await bench.AddAsync(Warehouse, Ct, "sesame");
            await bench.DamageAsync("main", damage, Ct);
            var error = await Should.ThrowAsync<SecretUnreadableException>(async () => await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct));
            error.Failure.ShouldBe(expected);
            error.ToString().ShouldNotContain("sesame");
            await bench.Named.DeleteAsync(known, "lan", Ct);
        }
    }

    [Fact]
    public async Task A_host_without_the_key_says_which_one_is_missing()
    {
        await using var bench = await ConnectionBench.StartAsync(Ct);
        await bench.AddAsync(Warehouse, Ct, "sesame");
        bench.Keys[0] = "k7";
        await bench.RestartAsync(Ct);
        var error = await Should.ThrowAsync<SecretUnreadableException>(async () => await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct));
        error.Failure.ShouldBe(SecretFailure.KeyMissing);
        error.KeyId.ShouldBe("k1");
        error.Message.ShouldBe("The password of connection/main of tenant 'hocmai' does not open: key 'k1' is not on the key ring.");
        (await bench.TestAsync(Ct)).Outcome.ShouldBe(ConnectionTestOutcome.SecretUnreadable);
    }

    [Fact]
    public async Task There_is_never_another_connection_in_its_place()
    {
        await using var bench = await ConnectionBench.StartAsync(Ct);
        await bench.AddAsync(Warehouse, Ct, "sesame", tenant: ConnectionBench.Icc);
        (await Should.ThrowAsync<ConnectionNotFoundException>(async () => await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct)))
            .Message.ShouldBe("Tenant 'hocmai' has no connection 'main'.");
        (await Should.ThrowAsync<ConnectionNotFoundException>(async () => await bench.Connections.OpenAsync(ConnectionBench.Icc, null, Ct)))
            .Message.ShouldBe("Tenant 'icc' has no default connection.");
        await Should.ThrowAsync<TenantNotFoundException>(async () => await bench.Connections.OpenAsync(TenantId.Parse("nobody"), ConnectionBench.Main, Ct));
        await Should.ThrowAsync<TenantNotFoundException>(async () => await bench.AddAsync(Warehouse, Ct, tenant: TenantId.Parse("nobody")));
    }

    [Fact]
    public async Task A_suspended_tenant_opens_nothing_but_can_be_tested()
    {
        await using var bench = await ConnectionBench.StartAsync(Ct);
        await bench.AddAsync(new("sqlite", Path.Combine(bench.Installation.Folder!, "missing.db")), Ct);
        var services = bench.Installation.Services;
        var tenant = (await services.GetRequiredService<ITenantCatalog>().FindAsync(ConnectionBench.Hocmai, Ct))!;
        await services.GetRequiredService<ITenantCatalogWriter>().TryUpdateAsync(tenant with { Status = TenantStatus.Suspended }, "lan", Ct);
        await Should.ThrowAsync<TenantNotActiveException>(async () => await bench.Connections.OpenAsync(ConnectionBench.Hocmai, ConnectionBench.Main, Ct));
        (await bench.TestAsync(Ct)).Outcome.ShouldBe(ConnectionTestOutcome.DatabaseMissing);
    }

    [Fact]
    public async Task The_stored_secret_is_never_sent_anywhere_that_it_was_not_meant_for()
    {
        await using var bench = await ConnectionBench.StartAsync(Ct);
        var known = await bench.AddAsync(Warehouse, Ct, "sesame");
        foreach (var elsewhere in new[]
        {
            Warehouse with { Host = "evil.example" }, Warehouse with { Port = 1 }, Warehouse with { User = "other" },
            Warehouse with { Options = Warehouse.Options.Add("SSL Mode", "Disable") },
        })
        {
            (await Should.ThrowAsync<ArgumentException>(async () => await bench.Named.ChangeAsync(known, elsewhere, null, "lan", Ct))).Message.ShouldContain("given again");
        }

        known = await bench.Named.ChangeAsync(known, Warehouse with { Database = "more" }, null, "lan", Ct);
        known = await bench.Named.ChangeAsync(known, Warehouse with { Host = "new.example" }, new("sesame"), "lan", Ct);
        known.Version.ShouldBe(3);
        known.Generation.ShouldBe(3);
    }

    [Fact]
    public async Task Settings_that_cannot_be_or_would_show_a_secret_are_refused()
    {
        await using var bench = await ConnectionBench.StartAsync(Ct);
        ConnectionSettings[] refused =
        [
            Warehouse with { Provider = "oracle" }, Warehouse with { Host = null }, Warehouse with { User = " " }, Warehouse with { Database = "" },
            Warehouse with { Port = 0 }, Warehouse with { Port = 65536 }, Warehouse with { Host = "a\nb" }, Warehouse with { Host = new string('x', 501) },
            Warehouse with { Options = Warehouse.Options.Add("Password", "x") }, Warehouse with { Options = Warehouse.Options.Add("ssl PASSWORD", "x") },
            Warehouse with { Options = Warehouse.Options.Add("No Such Option", "x") }, Warehouse with { Options = Warehouse.Options.Add("Timeout", "soon") },
            Warehouse with { User = "sesame-street" },
        ];
        foreach (var settings in refused)
        {
            (await Should.ThrowAsync<ArgumentException>(async () => await bench.AddAsync(settings, Ct, "sesame"), settings.ToString())).ToString().ShouldNotContain("sesame-");
        }

        (await bench.Audit.ListAsync(new() { Action = "connection" }, Ct)).ShouldBeEmpty();
        (await Should.ThrowAsync<ArgumentException>(async () => await bench.AddAsync(refused[0], Ct))).Message.ShouldContain("Registered: postgresql, sqlite.");
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Secrets_move_to_the_active_key_and_what_does_not_open_is_left_and_told(string kind)
    {
        await using var bench = await ConnectionBench.StartAsync(Ct, kind);
        for (var i = 0; i < 7; i++)
        {
            await bench.AddAsync(Warehouse, Ct, $"secret {i}", $"c{i}", i % 2 == 0 ? ConnectionBench.Hocmai : ConnectionBench.Icc);
        }

        await bench.AddAsync(new("sqlite", "/x.db"), Ct, name: "bare");
        await bench.DamageAsync("c2", b => [.. b[..^1], (byte)~b[^1]], Ct);
        bench.Keys.Add("k2");
        await bench.RestartAsync(Ct);
        await bench.AddAsync(Warehouse, Ct, "secret under the new key", "new");
        var before = await bench.Named.ListAsync(new(), Ct);
        var reencryption = bench.Installation.Services.GetRequiredService<ISecretReencryption>();

        // Ended after two, one of which does not open; begun again.
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var seen = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () => await reencryption.RunAsync("lan", new Steps(_ =>
        {
            if (++seen == 2)
            {
                source.Cancel();
            }
        }), source.Token));
        var report = await reencryption.RunAsync("lan", null, Ct);

        report.Moved.ShouldBe(5);
        report.LeftAlone.ShouldHaveSingleItem().ShouldSatisfyAllConditions(l => l.Connection.Value.ShouldBe("c2"), l => l.Problem!.ShouldContain("was altered"));
        report.Keys.ShouldBe([new("k1", 1, false, true), new("k2", 7, true, true)]);
        (await reencryption.RunAsync("lan", null, Ct)).Moved.ShouldBe(0);
        var protector = bench.Installation.Services.GetRequiredService<ISecretProtector>();
        foreach (var connection in (await bench.Named.ListAsync(new(), Ct)).Where(c => c.Secret is not null && c.Name.Value is not "c2" and not "new"))
        {
            connection.Generation.ShouldBe(1);
            (await protector.OpenAsync(connection.Secret!, new(connection.Tenant, $"connection/{connection.Name}", "password"), Ct)).Reveal().ShouldBe($"secret {connection.Name.Value[1..]}");
        }

        before.Count.ShouldBe(9);
        (await bench.Audit.ListAsync(new() { Action = AuditActions.ConnectionReencrypted }, Ct)).Count.ShouldBe(6);
    }

    private sealed class Steps(Action<ReencryptionStep> tell) : IProgress<ReencryptionStep>
    {
        public void Report(ReencryptionStep value) => tell(value);
    }
}
