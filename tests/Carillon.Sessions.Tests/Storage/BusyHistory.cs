using System.Collections.Immutable;
using Carillon.Sessions.Tests.Domain;
using NodaTime;

namespace Carillon.Sessions.Tests.Storage;

/// <summary>
/// What a student's devices send, two of them active from the first minute on: mostly plain beats, in batches, and among them repetitions,
/// late and stale evidence, wrong clocks, commands, ended and unknown sessions. The same for the same seed.
/// </summary>
internal sealed class BusyHistory
{
    private readonly Random _random;
    private readonly SessionPolicy _policy;
    private readonly string _zone;
    private readonly List<string> _started = [];
    private readonly List<SessionRequest> _sent = [];
    private Instant _now;

    private BusyHistory(int seed, SessionPolicy policy, Instant start, string zone) =>
        (_random, _policy, _now, _zone) = (new(seed), policy, start, zone);

    /// <summary>The requests in the order of arrival; those of one element arrive together.</summary>
    public static IEnumerable<ImmutableArray<SessionRequest>> Of(int seed, SessionPolicy policy, Instant start, int turns, string zone = "Australia/Lord_Howe")
    {
        var history = new BusyHistory(seed, policy, start, zone);
        return Enumerable.Range(0, turns).Select(turn => history.Next(turn)).ToList();
    }

    private ImmutableArray<SessionRequest> Next(int turn)
    {
        _now += Duration.FromSeconds(turn < 4 ? _random.Next(30) : Pick((75, 10, 120), (16, 120, 500), (7, 500, 3_000), (2, 22_000, 30_000)));
        ImmutableArray<SessionRequest> requests = turn < 3 ? [Start()]
            : _random.Next(100) switch
            {
                < 15 => [Again()],
                < 22 => [Start()],
                < 32 => [Command()],
                < 70 => [Beats()],
                _ => [Beats(), Beats()],
            };
        _sent.AddRange(requests);
        return requests;
    }

    private StartSession Start()
    {
        _started.Add($"s{_started.Count}");
        return new(_started[^1], Stamp(), At(), _random.Next(2) == 0 ? "maths" : "physics", Story.Zones[_zone], _policy);
    }

    private SendBeats Beats()
    {
        var stamp = Stamp();
        ImmutableArray<Beat> beats = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new Beat(At(stamp)))];
        return new(Session(), stamp, _random.Next(8) switch
        {
            0 => [.. beats, beats[0]],
            1 => [.. beats, new(At(stamp), "\n")],
            _ => beats,
        });
    }

    private SessionCommand Command()
    {
        var stamp = Stamp();
        var kind = Pick((40, (int)EvidenceKind.Pause, (int)EvidenceKind.Resume + 1), (12, (int)EvidenceKind.Submit, (int)EvidenceKind.Stop + 1));
        return new(Session(), stamp, (EvidenceKind)kind, At(stamp));
    }

    // The client did not hear the answer: the same keys, sent again. Now and then its first session, with another subject.
    private SessionRequest Again() => _random.Next(6) == 0
        ? (StartSession)_sent[0] with { Stamp = Stamp(), Subject = "art" }
        : _sent[^Math.Min(_sent.Count, _random.Next(1, 8))] with { Stamp = Stamp() };

    private string Session() => _random.Next(20) switch
    {
        0 => "unknown",
        < 15 => _started[^_random.Next(1, 3)],
        _ => _started[_random.Next(_started.Count)],
    };

    private RequestStamp Stamp() => new(_now, _now - Duration.FromSeconds(Pick((80, 0, 1), (13, -50, 50), (5, -115, 115), (2, -7_200, 7_200))));

    private ClientStamp At(RequestStamp? stamp = null) =>
        new((stamp?.SentAt ?? _now) - Duration.FromSeconds(Pick((78, 0, 150), (14, 150, 900), (6, 900, 20_000), (2, 20_000, 40_000))));

    private int Pick(params (int Weight, int From, int To)[] ranges)
    {
        var left = _random.Next(ranges.Sum(range => range.Weight));
        var chosen = ranges.First(range => (left -= range.Weight) < 0);
        return _random.Next(chosen.From, chosen.To);
    }
}
