using Carillon.PostgreSql;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Npgsql;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy;

/// <summary>T7: passwords, users and generations change while workers run.</summary>
public sealed class RotationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_changed_password_is_used_for_what_is_opened_from_then_on_and_no_pool_is_made()
    {
        await using var server = await BudgetServer.StartAsync(30, tenants: 2, Ct);
        await server.RequirePasswordAsync("app", "first", Ct);
        using var settings = new Settings { User = "app", Password = "first" };
        await using var host = Host(server, settings);
        using var stop = new CancellationTokenSource();
        var working = WorkAsync(host, stop.Token);
        for (var i = 0; i < 5; i++)
        {
            // Until the host is told, what it opens fails, and nothing else does.
            await server.RunAsync($"ALTER ROLE app PASSWORD 'next{i}'", Ct);
            settings.Password = $"next{i}";
            settings.Reload();
            foreach (var tenant in new[] { "t00", "t01" })
            {
                await using var tx = await host.GetRequiredService<ITenantConnections>().BeginAsync(TenantId.Parse(tenant), Ct);
            }
        }

        await stop.CancelAsync();
        var (done, failures) = await working;

        done.ShouldBeGreaterThan(0);
        failures.ShouldAllBe(e => ((PostgresException)e).SqlState == PostgresErrorCodes.InvalidPassword);
        var use = host.GetRequiredService<ConnectionBudget>().Use.Single();
        use.Open.ShouldBe(use.Idle);

        // What was open stays so: no pool took the place of another.
        var before = await server.PidsAsync(Ct);
        settings.Password = "never used";
        settings.Reload();
        before.ShouldContain(await PidAsync(host));
    }

    [Fact]
    public async Task Another_user_swaps_the_pool_and_the_old_one_is_drained()
    {
        await using var server = await BudgetServer.StartAsync(30, tenants: 2, Ct);
        await server.RequirePasswordAsync("app", "first", Ct);
        await server.RequirePasswordAsync("other", "second", Ct);
        using var settings = new Settings { User = "app", Password = "first" };
        await using var host = Host(server, settings);
        using var stop = new CancellationTokenSource();
        var working = WorkAsync(host, stop.Token);
        var held = await host.GetRequiredService<ITenantConnections>().BeginAsync(TenantId.Parse("t00"), Ct);

        for (var i = 0; i < 10; i++)
        {
            (settings.User, settings.Password) = i % 2 == 0 ? ("other", "second") : ("app", "first");
            settings.Reload();
            await using var tx = await host.GetRequiredService<ITenantConnections>().BeginAsync(TenantId.Parse("t00"), Ct);
            (await tx.FirstOrDefaultAsync($"SELECT current_user::text", r => r.Text(0), Ct)).ShouldBe(settings.User);
        }

        await stop.CancelAsync();
        var (done, failures) = await working;
        done.ShouldBeGreaterThan(0);
        failures.ShouldBeEmpty();
        await held.DisposeAsync();
        var use = host.GetRequiredService<ConnectionBudget>().Use.Single();
        use.Open.ShouldBe(use.Idle);
        use.Open.ShouldBeLessThanOrEqualTo(5);
        (await server.SessionsAsync(use.Open, Ct)).ShouldBe(use.Open);
    }

    [Fact]
    public async Task A_change_that_is_not_valid_leaves_what_was_valid_before()
    {
        await using var server = await BudgetServer.StartAsync(30, tenants: 1, Ct);
        using var settings = new Settings { User = "postgres" };
        await using var host = Host(server, settings);
        await using (await host.GetRequiredService<ITenantConnections>().BeginAsync(TenantId.Parse("t00"), Ct))
        {
        }

        settings.Text = "Host=somewhere;Database=without a tenant";
        Should.Throw<Exception>(settings.Reload);

        await using var tx = await host.GetRequiredService<ITenantConnections>().BeginAsync(TenantId.Parse("t00"), Ct);
    }

    [Fact]
    public async Task Who_was_told_the_old_password_late_does_not_bring_it_back()
    {
        await using var server = await BudgetServer.StartAsync(30, tenants: 1, Ct);
        await server.RequirePasswordAsync("app", "first", Ct);
        using var settings = new Settings { User = "app", Password = "first" };
        var late = new Late();
        await using var host = Host(server, settings, late);
        var connections = host.GetRequiredService<ITenantConnections>();
        await using var held = await connections.BeginAsync(TenantId.Parse("t00"), Ct);
        settings.Reload();
        var told = late.HoldNext();
        var slow = connections.BeginAsync(TenantId.Parse("t00"), Ct).AsTask();
        await told;
        await server.RunAsync("ALTER ROLE app PASSWORD 'second'", Ct);
        settings.Password = "second";
        settings.Reload();
        await using var quick = await connections.BeginAsync(TenantId.Parse("t00"), Ct);

        late.LetGo();

        await using var opened = await slow;
    }

    private static async Task<int> PidAsync(IServiceProvider host)
    {
        await using var tx = await host.GetRequiredService<ITenantConnections>().BeginAsync(TenantId.Parse("t00"), Ct);
        return await tx.FirstOrDefaultAsync($"SELECT pg_backend_pid()", r => r.Int(0), Ct);
    }

    private static ServiceProvider Host(BudgetServer server, Settings settings, Late? late = null) => server.Host(b =>
    {
        if (late is not null)
        {
            var directory = b.Services.Last(s => s.ServiceType == typeof(IDatabaseDirectory)).ImplementationFactory!;
            b.Services.AddSingleton<IDatabaseDirectory>(p =>
            {
                late.Directory = (IDatabaseDirectory)directory(p);
                return late;
            });
        }

        b.ConfigureConnectionBudget(o => o.PerServer = 6);
        b.Services.Configure<PostgreSqlOptions>(o => o.TenantConnectionStringTemplate = settings.Text ?? server.ConnectionStringOf("{tenant}", settings.User, settings.Password));
        b.Services.AddSingleton<IOptionsChangeTokenSource<PostgreSqlOptions>>(settings);
    });

    // Some work with connections that stay open, some with new ones, so that the change meets both.
    private static async Task<(int Done, IReadOnlyList<Exception> Failures)> WorkAsync(IServiceProvider host, CancellationToken stop)
    {
        var connections = host.GetRequiredService<ITenantConnections>();
        var failures = new List<Exception>();
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    try
                    {
                        await using var tx = await connections.BeginAsync(TenantId.Parse($"t0{worker % 2}"), CancellationToken.None);
                        await tx.ExecuteAsync($"SELECT 1", CancellationToken.None);
                        Interlocked.Increment(ref done);
                    }
                    catch (Exception error)
                    {
                        lock (failures)
                        {
                            failures.Add(error);
                        }
                    }
                }
            },
            CancellationToken.None)));
        return (done, failures);
    }

    /// <summary>Finds an address at once, and tells it when it is let go.</summary>
    private sealed class Late : IDatabaseDirectory
    {
        private readonly TaskCompletionSource _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _holds;

        public IDatabaseDirectory? Directory { get; set; }

        public long Version => Directory!.Version;

        public Task HoldNext()
        {
            _holds = 1;
            return _found.Task;
        }

        public void LetGo() => _free.SetResult();

        public async ValueTask<DatabaseAddress> LocateAsync(TenantId tenant, CancellationToken cancellationToken)
        {
            var address = await Directory!.LocateAsync(tenant, cancellationToken);
            if (Interlocked.Exchange(ref _holds, 0) == 1)
            {
                _found.SetResult();
                await _free.Task;
            }

            return address;
        }
    }

    private sealed class Settings : IOptionsChangeTokenSource<PostgreSqlOptions>, IDisposable
    {
        private CancellationTokenSource _changed = new();

        public string? Name => Options.DefaultName;

        public string User { get; set; } = string.Empty;

        public string? Password { get; set; }

        public string? Text { get; set; }

        public IChangeToken GetChangeToken() => new CancellationChangeToken(_changed.Token);

        public void Reload()
        {
            var changed = _changed;
            _changed = new();
            changed.Cancel();
        }

        public void Dispose() => _changed.Dispose();
    }
}
