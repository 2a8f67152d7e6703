using Carillon.EntityFrameworkCore.Tests.Tenancy.Connections;
using Carillon.PostgreSql;
using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Carillon.EntityFrameworkCore.Tests.Tenancy.Lifecycle;

public sealed class TenantSecretTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Password")]
    [InlineData("PWD")]
    public async Task A_password_that_the_server_of_a_tenants_own_database_repeats_is_hidden(string keyword)
    {
        var planted = $"planted-{Guid.NewGuid():N}";
        using var watch = new Observation();
        watch.IgnoreExceptionsWithin();
        await using var repeating = StandInServer.ThatRepeatsThePassword();
        await using (var life = await Life.StartAsync("postgresql", Ct, b =>
        {
            b.Services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(watch.Logs));
            b.Services.Configure<PostgreSqlOptions>(o =>
                o.TenantConnectionStrings["icc"] = $"Host=127.0.0.1;Port={repeating.Port};Database=data;Username=app;SSL Password={planted};{keyword}={planted}");
        }))
        {
            await life.Get<ITenantCatalogWriter>().TryAddAsync(new(Life.Icc, "icc", "Asia/Ho_Chi_Minh") { Status = TenantStatus.Active }, Life.Actor, Ct);

            var result = await life.Get<ITenantDatabaseTest>().RunAsync(Life.Icc, Life.Actor, Ct);

            result.Outcome.ShouldBe(ConnectionTestOutcome.AuthenticationFailed);
            result.Detail.ShouldNotBeNull().ShouldContain(Secret.Hidden);
            result.Detail.ShouldNotContain(planted);
            await Should.ThrowAsync<Exception>(() => life.Installation.Connections.BeginAsync(Life.Icc, Ct).AsTask());
        }

        watch.Everything.Where(line => line.Contains(planted, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
