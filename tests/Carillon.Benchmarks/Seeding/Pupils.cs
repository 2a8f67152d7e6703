using System.Collections.Immutable;
using Carillon.Sessions;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Benchmarks.Seeding;

/// <summary>Students with one live session each, made through the service.</summary>
internal sealed class Pupils(StudyHost host, TenantId tenant, string prefix, int count)
{
    private const int PerTransaction = 500;

    public static string ClientSessionId => "session";

    public IReadOnlyList<string> Students { get; } = [.. Enumerable.Range(1, count).Select(i => $"{prefix}-{i:D7}")];

    /// <summary>Starts a session for each student, now by the host's shifted clock.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Where it is about noon: study that is split by a midnight makes more rows.
        var hour = host.Clock.Receive(tenant).InUtc().Hour;
        var zone = hour == 12 ? "Etc/UTC" : hour < 12 ? $"Etc/GMT-{12 - hour}" : $"Etc/GMT+{hour - 12}";
        foreach (var some in Students.Chunk(PerTransaction))
        {
            await using var transaction = await host.Connections.BeginAsync(tenant, cancellationToken);
            foreach (var (i, student) in some.Index())
            {
                var now = host.Clock.Receive(tenant);
                var start = new StartStudy(student, ClientSessionId, new(now), new(now), $"subject-{i % 100}", zone, $"contest-{i % 10}");
                await host.Sessions.StartAsync(transaction, start, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>One beat for each student, all in one call, now by the host's shifted clock.</summary>
    public ValueTask<ImmutableArray<BeatsReply>> BeatAsync(string key, CancellationToken cancellationToken)
    {
        var now = host.Clock.Receive(tenant);
        ImmutableArray<Beat> beats = [new(new(now), key)];
        return host.Sessions.HeartbeatAsync(tenant, [.. Students.Select(s => new StudyBeats(s, ClientSessionId, new(now), beats))], cancellationToken);
    }

    /// <summary>A session that began some time ago, beats for a few minutes, and silence since then.</summary>
    public async Task StudyAndFallSilentAsync(Duration ago, Duration study, int beats, CancellationToken cancellationToken)
    {
        host.Clock.Shift = -ago;
        await StartAsync(cancellationToken);
        for (var i = 1; i <= beats; i++)
        {
            host.Clock.Shift = -ago + (study * i / beats);
            await BeatAsync($"beat-{i}", cancellationToken);
        }

        host.Clock.Shift = Duration.Zero;
    }
}
