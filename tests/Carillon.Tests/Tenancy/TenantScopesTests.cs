using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Carillon.Tests.Tenancy;

/// <summary>T1: whatever runs sees its own tenant or an exception, never another tenant. Each guard has a twin that leaks without it.</summary>
public sealed partial class TenantScopesTests : IDisposable
{
    private readonly ServiceProvider _host = Tenants.Host(["hocmai", "icc"], configure: s => s.AddScoped<Flushing>().AddSingleton<List<string>>());
    private readonly NaiveTenant _naive = new();

    private ITenantScopes Scopes => _host.GetRequiredService<ITenantScopes>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Outside_a_scope_there_is_no_tenant() => Read().ShouldBe("none");

    [Fact]
    public async Task Inside_a_scope_there_is_its_tenant_and_after_it_none()
    {
        var inside = await Scopes.RunAsync(Tenants.Hocmai, (s, _) => ValueTask.FromResult((Read(), s.Tenant.Id.Value)), Token);
        inside.ShouldBe(("hocmai", "hocmai"));
        Read().ShouldBe("none");
    }

    [Fact]
    public async Task An_inner_scope_ends_in_the_outer_one()
    {
        var seen = await Scopes.RunAsync(
            Tenants.Hocmai,
            async (_, ct) =>
            {
                var inner = await Scopes.RunAsync(Tenants.Icc, (_, _) => ValueTask.FromResult(Read()), ct);
                return (inner, Read());
            },
            Token);
        seen.ShouldBe(("icc", "hocmai"));
    }

    [Fact]
    public async Task A_failed_scope_leaves_no_tenant()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Scopes.RunAsync<int>(Tenants.Hocmai, (_, _) => throw new InvalidOperationException("broken"), Token).AsTask());
        Read().ShouldBe("none");
    }

    [Fact]
    public async Task An_unknown_or_suspended_tenant_gets_no_scope()
    {
        var catalog = (InMemoryTenantCatalog)_host.GetRequiredService<ITenantCatalog>();
        var icc = (await catalog.FindAsync(Tenants.Icc, Token))!;
        await catalog.TryUpdateAsync(icc with { Status = TenantStatus.Suspended }, "lan", Token);
        (await Should.ThrowAsync<TenantNotActiveException>(() => Scopes.RunAsync(Tenants.Icc, (_, _) => ValueTask.FromResult(1), Token).AsTask()))
            .Status.ShouldBe(TenantStatus.Suspended);
        await Should.ThrowAsync<TenantNotFoundException>(() => Scopes.RunAsync(TenantId.Parse("nobody"), (_, _) => ValueTask.FromResult(1), Token).AsTask());
        await Should.ThrowAsync<TenantNotFoundException>(() => Scopes.RunAsync(default, (_, _) => ValueTask.FromResult(1), Token).AsTask());
    }

    [Fact]
    public async Task Services_that_flush_at_the_end_of_an_inner_scope_flush_for_its_tenant()
    {
        await Scopes.RunAsync(
            Tenants.Hocmai,
            async (_, ct) =>
            {
                await Scopes.RunAsync(
                    Tenants.Icc,
                    (inner, _) =>
                    {
                        inner.Services.GetRequiredService<Flushing>();
                        return ValueTask.CompletedTask;
                    },
                    ct);
            },
            Token);
        _host.GetRequiredService<List<string>>().ShouldBe(["icc"]);
    }

    [Fact]
    public async Task Twin_services_that_flush_after_their_scope_flush_for_the_tenant_around_it()
    {
        var flushed = new List<string>();
        using (_naive.Use("hocmai"))
        {
            var late = new NaiveFlushing(_naive, flushed);
            using (_naive.Use("icc"))
            {
                await Task.Yield();
            }

            await late.DisposeAsync();
        }

        flushed.ShouldBe(["hocmai"]);
    }

    // The tenant that the code sees, in words.
    private string Read()
    {
        try
        {
            return _host.GetRequiredService<ICurrentTenant>().Tenant.Id.Value;
        }
        catch (NoTenantException)
        {
            return "none";
        }
    }

    private sealed class NaiveFlushing(NaiveTenant tenant, List<string> flushed) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            flushed.Add(tenant.Read());
        }
    }

    private sealed class Flushing(ICurrentTenant tenant, List<string> flushed) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            flushed.Add(tenant.Tenant.Id.Value);
        }
    }
}
