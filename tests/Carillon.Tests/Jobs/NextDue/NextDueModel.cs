using Carillon.Jobs;
using NodaTime;

namespace Carillon.Tests.Jobs.NextDue;

/// <summary>
/// One random history of the next-due protocol: writers whose transactions stay open, fail and commit late, two hosts that scan and
/// raise and sometimes die in between, one row of the store. No probe runs, so whatever is not settled in the end is lost.
/// </summary>
internal sealed class NextDueModel(int seed)
{
    private static readonly JobName Work = new("model.sweep");
    private static readonly Duration Slack = Duration.FromSeconds(1);

    private readonly Random _random = new(seed);
    private readonly ManualClock _clock = new();
    private readonly PriorityQueue<Func<ValueTask>, (Instant At, int Order)> _events = new();
    private readonly List<Row> _rows = [];
    private readonly Instant?[] _known = new Instant?[2];
    private InMemoryNextDueStore _store = null!;
    private Instant? _settledTo;
    private int _order;

    /// <summary>The rule of raising; replaced to plant a bug.</summary>
    public Func<DueRow, Instant?, Instant, Instant?> RaiseTo { get; init; } = WakeRules.RaiseTo;

    /// <summary>The margin of scans; replaced to plant a bug.</summary>
    public Duration Margin { get; init; } = WakeRules.MaxTransaction;

    /// <summary>Whether a writer may skip its hint; replaced to plant a bug.</summary>
    public Func<Instant, Instant, Instant, bool> MaySkip { get; init; } = WakeRules.MaySkipHint;

    /// <summary>Says what went wrong, or null.</summary>
    public async Task<string?> RunAsync()
    {
        _store = new InMemoryNextDueStore(_clock);
        var start = _clock.Now;
        for (var i = _random.Next(1, 14); i > 0; i--)
        {
            At(start + Ms(_random.Next(60_000)), BeginAsync);
        }

        while (_events.TryDequeue(out var action, out var at))
        {
            _clock.Now = at.At;
            await action();
            if (at.At > start + Duration.FromHours(1))
            {
                return "the hosts never come to rest";
            }
        }

        foreach (var row in _rows.Where(r => r.CommittedAt is not null))
        {
            if (row.SettledAt is not { } settled)
            {
                return $"lost: {row}";
            }

            // Late by no more than the transaction itself was open after its hint.
            var open = Duration.Max(Duration.Zero, row.CommittedAt!.Value - row.HintedAt);
            var expected = Instant.Max(Instant.Max(row.Wake, row.CommittedAt.Value), row.HintedAt) + open + WakeRules.FirstStep + Slack;
            if (settled > expected)
            {
                return $"late by {settled - expected}: {row}";
            }
        }

        return null;
    }

    private async ValueTask BeginAsync()
    {
        var began = _clock.Now;
        var host = _random.Next(2);
        var due = began + Ms(Pick(-5_000, _random.Next(100), _random.Next(1_000, 10_000), _random.Next(20_000, 60_000)));
        var row = new Row { Wake = Instant.Max(due, began) };
        _rows.Add(row);
        var hintAt = began + Ms(Pick(0, _random.Next(50), _random.Next(5_000)));
        var commitAt = Instant.Min(hintAt + Ms(Pick(1, _random.Next(20), _random.Next(3_000), _random.Next(29_000))), began + WakeRules.MaxTransaction);
        var fails = _random.Next(5) == 0;
        var skipped = false;
        At(hintAt, async () =>
        {
            skipped = _known[host] is { } known && MaySkip(known, row.Wake, _clock.Now + Duration.FromSeconds(1));
            if (!skipped)
            {
                row.HintedAt = _clock.Now;
                await HintAsync(host, due);
            }
        });
        At(commitAt, async () =>
        {
            if (fails)
            {
                return;
            }

            row.CommittedAt = row.HintedAt == default ? row.HintedAt = _clock.Now : _clock.Now;
            if (skipped && !(_known[host] is { } known && MaySkip(known, row.Wake, _clock.Now)))
            {
                await HintAsync(host, due);
            }
        });
        await ValueTask.CompletedTask;
    }

    private async ValueTask HintAsync(int host, Instant due)
    {
        var hinted = await _store.HintAsync([new DueHint(FakeTenants.Acme, Work, due)], default);
        _known[host] = hinted.Rows[0].WakeAt;
        Wake(0);
        Wake(1);
    }

    private void Wake(int host) => At(_clock.Now + Ms(_random.Next(5)), () => LookAsync(host));

    private async ValueTask LookAsync(int host)
    {
        var read = await _store.ListAsync([Work], Duration.FromDays(1), null, 10, default);
        if (read.Rows is not [var row])
        {
            return;
        }

        _known[host] = row.WakeAt;
        if (row.WakeAt > _clock.Now)
        {
            At(row.WakeAt.Value, () => LookAsync(host));
            return;
        }

        Instant? next = null;
        var scan = _clock.Now + Ms(_random.Next(200));
        At(scan, () =>
        {
            next = Scan();
            return ValueTask.CompletedTask;
        });
        At(scan + Ms(_random.Next(200)), async () =>
        {
            // A host that dies here has settled and not raised; it comes back, or the other one looks.
            var died = _random.Next(10) == 0;
            if (!died && await _store.TryRaiseAsync(row, RaiseTo(row, next, read.Now), default))
            {
                Wake(1 - host);
            }

            Wake(host);
        });
    }

    private Instant? Scan()
    {
        var now = _clock.Now;
        var visible = _rows
            .Where(r => r.CommittedAt <= now && r.SettledAt is null && (_settledTo is not { } mark || r.Wake >= Instant.Min(mark, now) - Margin))
            .ToList();
        var due = visible.Where(r => r.Wake <= now).ToList();
        due.ForEach(r => r.SettledAt = now);
        var next = visible.Where(r => r.Wake > now).Min(r => (Instant?)r.Wake);
        if (due.Count > 0)
        {
            var settledTo = SweepClock.SettledTo(now, next);
            _settledTo = _settledTo is { } old ? Instant.Max(old, settledTo) : settledTo;
        }

        return next;
    }

    private int Pick(params int[] choices) => choices[_random.Next(choices.Length)];

    private void At(Instant at, Func<ValueTask> action) => _events.Enqueue(action, (at, _order++));

    private static Duration Ms(int milliseconds) => Duration.FromMilliseconds(milliseconds);

    private sealed record Row
    {
        public Instant Wake { get; init; }

        public Instant HintedAt { get; set; }

        public Instant? CommittedAt { get; set; }

        public Instant? SettledAt { get; set; }
    }
}
