using Carillon.Jobs;
using Carillon.Sessions.Tests.Domain;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.Testing.Faults;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace Carillon.Sessions.Tests.Faults;

/// <summary>Tenants with study sessions on real databases, the outbox included, with a clock set by hand. Minutes count from the dawn.</summary>
internal sealed class School : IAsyncDisposable
{
    public const string Zone = "Asia/Ho_Chi_Minh";
    public static readonly TenantId Hocmai = TenantId.Parse("hocmai");

    private readonly Lock _passing = new();

    private School(TestInstallation installation, ManualClock clock)
    {
        Installation = installation;
        Clock = clock;
    }

    public TestInstallation Installation { get; private set; }

    public ManualClock Clock { get; }

    /// <summary>The origin of all minutes; a new one comes with <see cref="NextDawnAsync"/>.</summary>
    public Instant Dawn { get; private set; } = Story.Origin;

    public StudySessions Study => Installation.Services.GetRequiredService<StudySessions>();

    public FaultInjector Faults => Installation.Services.GetRequiredService<FaultInjector>();

    public ISweepRunner Sweeps => Installation.Services.GetRequiredService<ISweepRunner>();

    public static Task<School> OpenAsync(string kind, CancellationToken ct, SessionPolicy? policy = null) => OpenAsync(kind, [Hocmai], ct, policy);

    public static async Task<School> OpenAsync(
        string kind, IEnumerable<TenantId> tenants, CancellationToken ct, SessionPolicy? policy = null, Action<CarillonBuilder>? configure = null)
    {
        var clock = new ManualClock(Story.Origin);
        var installation = await TestInstallation.StartAsync(kind, ct, b =>
        {
            b.AddSessions(o => o.Policy = policy ?? SessionPolicy.Default);
            b.Services.TryAddSingleton<IWakeHints, NoHints>();
            b.AddTesting(clock);
            configure?.Invoke(b);
        });
        foreach (var tenant in tenants)
        {
            await installation.AddTenantAsync(tenant.Value, ct);
        }

        return new(installation, clock);
    }

    /// <summary>Another host on the same data: nothing is known by heart any more.</summary>
    public async Task RestartAsync(CancellationToken ct)
    {
        var before = Installation;
        Installation = await before.RestartAsync(ct);
        _ended.Add(before);
    }

    public Instant At(double minute) => Dawn + Duration.FromSeconds((long)Math.Round(minute * 60));

    /// <summary>Lets time pass up to a minute; staying is fine. Safe for use by several threads: between the look and the step the clock stands.</summary>
    public void Till(double minute)
    {
        lock (_passing)
        {
            Clock.AdvanceTo(Instant.Max(At(minute), Clock.GetCurrentInstant()));
        }
    }

    /// <summary>Removes what the tenant has and goes on days later, so that the same story can be told again.</summary>
    public async Task NextDawnAsync(CancellationToken ct)
    {
        do
        {
            Dawn += Duration.FromDays(3);
        }
        while (Dawn < Clock.GetCurrentInstant());

        Clock.AdvanceTo(Dawn);
        await ExecuteAsync(Hocmai, string.Concat(TenantDump.Tables.Select(table => $"DELETE FROM {table};")), ct);
    }

    /// <summary>A client whose clock is right sends it at once.</summary>
    public StartStudy Start(string student, string session, double minute, string subject = "maths", string? contest = null) =>
        new(student, session, Sent(minute), new(At(minute)), subject, Zone, contest);

    public StudyCommand Command(string student, string session, double minute) => new(student, session, Sent(minute), new(At(minute)));

    /// <summary>A client whose clock is right sends beats at a minute, by default the last of them.</summary>
    public StudyBeats Beats(string student, string session, double[] minutes, double? sent = null) =>
        new(student, session, Sent(sent ?? minutes[^1]), [.. minutes.Select(minute => new Beat(new(At(minute))))]);

    public async Task<WorkCounts> SweepAsync(JobName sweep, CancellationToken ct) => (await Sweeps.RunAsync(sweep, Hocmai, ct)).Counts;

    public async Task ExecuteAsync(TenantId tenant, string sql, CancellationToken ct)
    {
        await using var tx = await Installation.Connections.BeginAsync(tenant, ct);
        await using var command = tx.Connection.CreateCommand();
        command.Transaction = tx.Transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
        await tx.CommitAsync(ct);
    }

    /// <summary>All rows of the pack and of the outbox, with instants and dates relative to the dawn: equal for equal stories on any database.</summary>
    public Task<string> DumpAsync(CancellationToken ct) => DumpAsync(Hocmai, ct);

    public Task<string> DumpAsync(TenantId tenant, CancellationToken ct) => TenantDump.ReadAsync(Installation.Connections, tenant, tenant.Value, Dawn, ct);

    public async ValueTask DisposeAsync()
    {
        await Installation.DisposeAsync();
        foreach (var installation in _ended)
        {
            await installation.DisposeAsync();
        }
    }

    private readonly List<TestInstallation> _ended = [];

    // Sent and received when the test says, not when the clock got there.
    private SentStamp Sent(double minute) => new(At(minute), ReceivedAt: At(minute));

    private sealed class NoHints : IWakeHints
    {
        public ValueTask HintAsync(TenantTransaction transaction, JobName sweep, Instant due, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
