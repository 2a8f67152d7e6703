using System.Collections.Concurrent;
using Carillon.Jobs;
using Carillon.Outbox;
using Carillon.Sessions.Tests.Domain;
using Carillon.Tenancy;
using Carillon.Testing.Clocks;
using Carillon.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace Carillon.Sessions.Tests.Storage;

/// <summary>One tenant with study sessions on a real database, with a clock that is set by hand. Instants in minutes after the origin.</summary>
internal sealed class Classroom : IAsyncDisposable
{
    public static readonly TenantId Tenant = TenantId.Parse("hocmai");

    private Classroom(TestInstallation installation) => Installation = installation;

    public TestInstallation Installation { get; }

    public ManualClock Clock { get; private init; } = new(Story.Origin);

    public RecordedOutbox Outbox { get; private init; } = new();

    public StudySessions Study => Installation.Services.GetRequiredService<StudySessions>();

    public static Task<Classroom> OpenAsync(string kind, CancellationToken ct) => OpenAsync(kind, SessionPolicy.Default, ct);

    /// <param name="kind">The kind of database.</param>
    /// <param name="policy">The default policy.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <param name="hostAhead">How far the clock of the host is ahead of the database's.</param>
    public static async Task<Classroom> OpenAsync(string kind, SessionPolicy policy, CancellationToken ct, Duration hostAhead = default)
    {
        var (clock, outbox) = (new ManualClock(Story.Origin), new RecordedOutbox());
        var installation = await TestInstallation.StartAsync(kind, ct, b =>
        {
            b.AddSessions(o => o.Policy = policy);
            b.Services.Replace(ServiceDescriptor.Singleton<IClock>(new WrongClock(clock, hostAhead)));
            b.Services.Replace(ServiceDescriptor.Singleton<IDatabaseClock>(new HandSetClock(clock)));
            b.Services.Replace(ServiceDescriptor.Singleton<IOutbox>(outbox));
            b.Services.Replace(ServiceDescriptor.Singleton<IWakeHints>(new NoHints()));
        });
        await installation.AddTenantAsync(Tenant.Value, ct);
        return new(installation) { Clock = clock, Outbox = outbox };
    }

    /// <summary>Lets time pass up to a minute; staying is fine.</summary>
    public void Till(double minute) => Clock.AdvanceTo(Instant.Max(Story.At(minute), Clock.GetCurrentInstant()));

    public async Task<StudyReply> StartAsync(string student, string session, double minute, CancellationToken ct, string subject = "maths", string? contest = null)
    {
        Till(minute);
        return await Study.StartAsync(Tenant, new(student, session, new(Story.At(minute)), new(Story.At(minute)), subject, "Asia/Ho_Chi_Minh", contest), ct);
    }

    public async Task<SessionVerdict> BeatAsync(string student, string session, double minute, CancellationToken ct, double? received = null)
    {
        Till(received ?? minute);
        var reply = await Study.HeartbeatAsync(
            Tenant, new StudyBeats(student, session, new(Story.At(received ?? minute)), [new(new(Story.At(minute)))]), ct);
        return reply.Verdicts[0];
    }

    public StudyCommand Command(string student, string session, double minute)
    {
        Till(minute);
        return new(student, session, new(Story.At(minute)), new(Story.At(minute)));
    }

    public async Task<WorkCounts> SweepAsync(CancellationToken ct) => (await SweepAsync(SessionSweeps.AutoEnd, ct)).Counts;

    public async Task<SweepReport> SweepAsync(JobName sweep, CancellationToken ct) =>
        await Installation.Services.GetRequiredService<ISweepRunner>().RunAsync(sweep, Tenant, ct);

    public async Task<List<T>> QueryAsync<T>(string sql, Func<System.Data.Common.DbDataReader, T> read, CancellationToken ct)
    {
        await using var tx = await Installation.Connections.BeginAsync(Tenant, ct);
        await using var command = tx.Connection.CreateCommand();
        command.Transaction = tx.Transaction;
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var tx = await Installation.Connections.BeginAsync(Tenant, ct);
        await using var command = tx.Connection.CreateCommand();
        command.Transaction = tx.Transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
        await tx.CommitAsync(ct);
    }

    public ValueTask DisposeAsync() => Installation.DisposeAsync();

    private sealed class WrongClock(IClock clock, Duration ahead) : IClock
    {
        public Instant GetCurrentInstant() => clock.GetCurrentInstant() + ahead;
    }

    private sealed class HandSetClock(IClock clock) : IDatabaseClock
    {
        public ValueTask<Instant> ReadAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) =>
            ValueTask.FromResult(clock.GetCurrentInstant());
    }

    private sealed class NoHints : IWakeHints
    {
        public ValueTask HintAsync(TenantTransaction transaction, JobName sweep, Instant due, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    internal sealed class RecordedOutbox : IOutbox
    {
        public ValueTask<int> EraseAsync(TenantTransaction transaction, string subject, CancellationToken cancellationToken)
        {
            var about = Committed.Values.Where(message => message.Subject == subject).ToList();
            transaction.OnCommitted(_ =>
            {
                about.ForEach(message => Committed.TryRemove(message.Key, out OutboxMessage? _));
                return ValueTask.CompletedTask;
            });
            return ValueTask.FromResult(about.Count);
        }

        public ConcurrentDictionary<string, OutboxMessage> Committed { get; } = new(StringComparer.Ordinal);

        public ValueTask AppendAsync(TenantTransaction transaction, IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken)
        {
            transaction.OnCommitted(_ =>
            {
                foreach (var message in messages)
                {
                    if (!Committed.TryAdd(message.Key, message) && Committed[message.Key] != message)
                    {
                        throw new OutboxConflictException(transaction.Tenant, message.Key);
                    }
                }

                return ValueTask.CompletedTask;
            });
            return ValueTask.CompletedTask;
        }
    }
}
