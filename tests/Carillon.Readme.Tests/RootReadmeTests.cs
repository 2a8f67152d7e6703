using Carillon;
using Carillon.CommandLine;
using Carillon.Sessions;
using Carillon.Sqlite;
using Carillon.Tenancy;
using Carillon.Testing.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Readme.Tests;

/// <summary>The examples of the README at the root, compiled and run.</summary>
public sealed class RootReadmeTests
{
    [Fact]
    public async Task The_quick_start_puts_its_tenant_into_service_and_does_what_is_due()
    {
        using var folder = new WorkingFolder();

        (await QuickStartAsync(["run-due"])).ShouldBe(0);
        File.Exists(Path.Combine("data", "tenants", "acme.db")).ShouldBeTrue();
        (await QuickStartAsync(["sessions", "auto-end", "--tenant", "acme"])).ShouldBe(0);
    }

    [Fact]
    public void Histories_of_a_machine_keep_its_laws()
    {
        var machine = Machine.Of<Timer, Beat>(Timer.New, (timer, beat, now) => timer.Apply(beat, now), (timer, now) => timer.Settle(now));
        Simulator.Of(machine, (emission, random) => new Beat(emission.ClientAt))
            .Always("Credit is never negative", timer => timer.Credit >= Duration.Zero)
            .SweepsChangeNothing()
            .CopiesChangeNothing()
            .Histories(10_000, seed: 1);
    }

    private static async Task<int> QuickStartAsync(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddCarillon(b => b
            .UseSqlite("data")      // or UsePostgreSql(…)
            .AddSessions());        // a job pack
        var host = builder.Build();
        var acme = new Tenant(TenantId.Parse("acme"), "Acme", "Europe/Paris");
        await host.Services.GetRequiredService<ITenantProvisioner>().ProvisionAsync(acme, default);   // again changes nothing
        return await host.RunCarillonAsync(args);   // `run` starts the embedded runner
    }

    private sealed record Beat(Instant At);

    private sealed record Timer(Instant? Last, Duration Credit)
    {
        public static Timer New { get; } = new(null, Duration.Zero);

        public Timer Apply(Beat beat, Instant now) =>
            Last is { } last && beat.At <= last ? this : new(beat.At, Credit + Gap(beat.At));

        public Timer Settle(Instant now) => this;

        private Duration Gap(Instant to) => Last is { } from && to - from <= Duration.FromMinutes(5) ? to - from : Duration.Zero;
    }
}
