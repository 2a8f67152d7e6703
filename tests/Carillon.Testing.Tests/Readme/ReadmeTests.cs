using Carillon.Sqlite;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using Carillon.Testing.Faults;
using Carillon.Testing.Running;
using Carillon.Testing.Simulation;
using Carillon.Testing.Tests.Running;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Testing.Tests.Readme;

/// <summary>The examples of the README, compiled and run.</summary>
public sealed class ReadmeTests
{
    private static readonly TenantId acme = TenantId.Parse("acme");

    [Fact]
    public async Task Test_your_own_job_and_crash_it_everywhere()
    {
        var ct = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();

        var clock = ManualClock.AtUtc(2026, 3, 29, hour: 12);
        await using var host = new ServiceCollection()
            .AddLogging()
            .AddCarillon(carillon => carillon.UseSqlite(folder.Path).AddSweep<BellSweep>().AddTesting(clock))
            .BuildServiceProvider();
        await BellSweep.ProvisionAsync(host, acme, ct);
        var tenants = host.GetRequiredService<ITenantConnections>();
        var runner = host.GetRequiredService<ManualRunner>();

        var bell = await BellSweep.HangAsync(tenants, acme, due: clock.GetCurrentInstant() + Duration.FromHours(2), ct);
        var early = await runner.AdvanceAsync(Duration.FromHours(1), ct);
        var late = await runner.AdvanceAsync(Duration.FromHours(5), ct);

        early.ShouldBeEmpty();
        late.ShouldHaveSingleItem().Counts.Acted.ShouldBe(1);
        (await BellSweep.RungAtAsync(tenants, acme, bell, ct)).ShouldBe(Instant.FromUtc(2026, 3, 29, 14, 0));   // when it was due, not when it ran

        var injector = host.GetRequiredService<FaultInjector>();

        var report = await FaultSweep.RunAsync(
            new()
            {
                PrepareAsync = async token => bell = await BellSweep.HangAsync(tenants, acme, clock.GetCurrentInstant(), token),
                RunAsync = async (faults, token) =>
                {
                    using (injector.Use(faults, tenant => tenant == acme))
                    {
                        await runner.RunDueAsync(token);
                    }
                },
                RecoverAsync = async token => await runner.AdvanceAsync(Duration.FromHours(1), token),
                VerifyAsync = async token => (await BellSweep.RungAtAsync(tenants, acme, bell, token)).ShouldNotBeNull(),
            },
            Console.Out,
            ct);

        report.Visited.Count.ShouldBe(2 * report.Statements);
    }

    [Fact]
    public void Simulate_your_own_policy()
    {
        var machine = Machine.Of<Session, Beat>(
            new Session(null, null),
            apply: (session, beat, now) => session.LastBeat >= beat.At ? session : new Session(beat.At, null),
            settle: (session, now) => session.EndedAt is null && session.LastBeat + Duration.FromMinutes(5) <= now
                ? session with { EndedAt = session.LastBeat }
                : session);

        var summary = Simulator.Of(machine, (emission, random) => new Beat(emission.ClientAt))
            .Always("A session ends at its last beat", session => session.EndedAt is null || session.EndedAt == session.LastBeat)
            .SweepsChangeNothing()
            .CopiesChangeNothing()
            .OrderChangesNothing()
            .Histories(count: 200, seed: 1);

        summary.Lost.ShouldBeGreaterThan(0);   // races did happen
    }

    [Fact]
    public void The_planted_bug_is_shown_as_the_readme_says()
    {
        var careless = Machine.Of<Session, Beat>(
            new Session(null, null),
            apply: (session, beat, now) => new Session(beat.At, null),
            settle: (session, now) => session.EndedAt is null && session.LastBeat + Duration.FromMinutes(5) <= now
                ? session with { EndedAt = session.LastBeat }
                : session);

        var failure = Simulator.Of(careless, (emission, random) => new Beat(emission.ClientAt))
            .Always("A session ends at its last beat", session => session.EndedAt is null || session.EndedAt == session.LastBeat)
            .SweepsChangeNothing()
            .CopiesChangeNothing()
            .OrderChangesNothing()
            .FirstFailure(count: 200, seed: 1);

        var shown = failure!.ToString().ReplaceLineEndings("\n").Trim();
        Assert.Equal(Blocks("text").ShouldHaveSingleItem(), shown);
    }

    [Fact]
    public void The_code_of_the_readme_is_the_code_of_these_tests()
    {
        var here = Squeezed(Resource("ReadmeTests.cs"));
        var blocks = Blocks("csharp").ToList();

        blocks.Count.ShouldBe(3);
        blocks.ShouldAllBe(block => here.Contains(Squeezed(block), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Blocks(string language) =>
        Resource("README.md").Split($"```{language}\n").Skip(1).Select(rest => rest[..rest.IndexOf("\n```", StringComparison.Ordinal)]);

    private static string Squeezed(string code) => string.Join('\n', code.Split('\n', StringSplitOptions.TrimEntries));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(ReadmeTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private sealed record Session(Instant? LastBeat, Instant? EndedAt);

    private sealed record Beat(Instant At);
}
