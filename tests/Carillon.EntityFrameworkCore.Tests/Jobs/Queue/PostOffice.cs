using Carillon.EntityFrameworkCore;
using Carillon.Jobs;
using Carillon.Tenancy;
using Carillon.Testing;
using Carillon.Testing.Clocks;
using Carillon.Testing.Running;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Carillon.EntityFrameworkCore.Tests.Jobs.Queue;

/// <summary>One tenant with a queue of letters, on a clock that is set by hand.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    public static readonly TenantId Tenant = TenantId.Parse("hocmai");
    public static readonly JobName Job = new("letters.send");

    private PostOffice(TestInstallation installation, ManualClock clock, LetterDesk desk) => (Installation, Clock, Desk) = (installation, clock, desk);

    public TestInstallation Installation { get; }

    public ManualClock Clock { get; }

    public LetterDesk Desk { get; }

    public IJobQueue Queue => Installation.Services.GetRequiredService<IJobQueue>();

    public IQueueStore Store => Installation.Services.GetRequiredService<IQueueStore>();

    public static async Task<PostOffice> OpenAsync(string kind, CancellationToken cancellationToken, Action<QueueOptions>? configure = null)
    {
        var (clock, desk) = (ManualClock.AtUtc(2026, 3, 1), new LetterDesk());
        var installation = await TestInstallation.StartAsync(kind, cancellationToken, b =>
        {
            b.AddTesting(clock).AddJob<Letter, Letter.Args>(Job.Value, j => j.Retry(new() { MaxAttempts = 3 })).ConfigureQueue(configure ?? (_ => { }));
            b.Services.AddSingleton(desk);
        });
        await installation.AddTenantAsync(Tenant.Value, cancellationToken);
        await installation.RunUncheckedAsync(
            Tenant, "CREATE TABLE letter (letter_key varchar(80) PRIMARY KEY, receiver varchar(80)); CREATE TABLE posting (receiver varchar(80))", cancellationToken);
        return new(installation, clock, desk);
    }

    public async Task<EnqueuedJob> EnqueueAsync(Letter.Args args, EnqueueOptions? options, CancellationToken cancellationToken)
    {
        await using var transaction = await Installation.Connections.BeginAsync(Tenant, cancellationToken);
        var job = await Queue.EnqueueAsync(transaction, Job, args, options, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return job;
    }

    public Task RunDueAsync(CancellationToken cancellationToken) => Installation.Services.GetRequiredService<ManualRunner>().RunDueAsync(cancellationToken);

    public async Task<JobRun> FindAsync(Guid job, CancellationToken cancellationToken) =>
        await Store.FindAsync(Tenant, job, cancellationToken) ?? throw new InvalidOperationException("The run is gone.");

    public async Task<List<string>> SentAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await Installation.Connections.BeginAsync(Tenant, TransactionMode.Read, cancellationToken);
        return await transaction.QueryAsync($"SELECT receiver FROM letter ORDER BY receiver", row => row.Text(0), cancellationToken);
    }

    public ValueTask DisposeAsync() => Installation.DisposeAsync();
}
