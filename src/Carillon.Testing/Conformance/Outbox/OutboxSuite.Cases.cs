using Carillon.Jobs;
using Carillon.Outbox;
using NodaTime;

namespace Carillon.Testing.Conformance.Outbox;

public abstract partial class OutboxSuite
{
    /// <summary>The same decision made twice is one row and one delivery.</summary>
    public async Task A_key_is_one_row_and_one_delivery(CancellationToken cancellationToken)
    {
        await AppendAsync([Message("a"), Message("b"), Message("a")], cancellationToken);
        await AppendAsync([Message("b"), Message("c")], cancellationToken);
        var handler = new RecordingHandler(Topic);
        var counts = await Dispatcher(handler).DispatchAsync(Tenant, cancellationToken);
        Expect.Equal<IEnumerable<string>>(["a", "b", "c"], handler.Sent.Order(), "each key is sent once");
        Expect.Equal(new WorkCounts(Due: 3, Acted: 3), counts, "counts say so");
        Expect.Equal(default, await Dispatcher(handler).DispatchAsync(Tenant, cancellationToken), "then nothing is due");
        Expect.Null(await Dispatcher(handler).NextAsync(Tenant, cancellationToken), "and nothing waits");
        await AppendAsync([Message("a")], cancellationToken);
        Expect.Equal(default, await Dispatcher(handler).DispatchAsync(Tenant, cancellationToken), "a key that was sent stays taken");
    }

    /// <summary>The same key with another payload is a loud error, and nothing of that transaction stays.</summary>
    public async Task A_key_with_another_payload_is_refused(CancellationToken cancellationToken)
    {
        await AppendAsync([Message("a")], cancellationToken);
        var error = await Expect.ThrowsAsync<OutboxConflictException>(
            () => AppendAsync([Message("new"), Message("a", "{\"a\":2}")], cancellationToken),
            "another payload");
        Expect.Equal("a", error.Key, "the error names the key");
        var handler = new RecordingHandler(Topic);
        await Dispatcher(handler).DispatchAsync(Tenant, cancellationToken);
        Expect.Equal<IEnumerable<string>>(["a"], handler.Sent, "nothing of the refused transaction stays");
    }

    /// <summary>A crash between sending and writing it down sends again after the lease, with the same key.</summary>
    public async Task A_crash_after_sending_sends_again_after_the_lease(CancellationToken cancellationToken)
    {
        await AppendAsync([Message("a")], cancellationToken);
        var handler = new RecordingHandler(Topic);
        var dying = Dispatcher(new CrashingOutboxStore(Store), handler);
        await Expect.ThrowsAsync<IOException>(() => dying.DispatchAsync(Tenant, cancellationToken).AsTask(), "the process dies");
        Expect.Equal(default, await Dispatcher(handler).DispatchAsync(Tenant, cancellationToken), "the claim holds for its lease");
        Expect.Equal<object?>(Clock.GetCurrentInstant() + _options.Lease, await Dispatcher(handler).NextAsync(Tenant, cancellationToken), "and ends with it");
        Clock.Advance(_options.Lease);
        Expect.Equal(new WorkCounts(Due: 1, Acted: 1), await Dispatcher(handler).DispatchAsync(Tenant, cancellationToken), "then it is sent again");
        Expect.Equal<IEnumerable<string>>(["a", "a"], handler.Sent, "with the same key");
    }

    /// <summary>The verdict of a dispatcher that was paused past its lease is refused.</summary>
    public async Task A_late_verdict_is_refused(CancellationToken cancellationToken)
    {
        await AppendAsync([Message("a")], cancellationToken);
        var late = (await Store.ClaimAsync(Tenant, [Topic], 10, _options.Lease, cancellationToken)).Messages.Single();
        Clock.Advance(_options.Lease);
        var next = (await Store.ClaimAsync(Tenant, [Topic], 10, _options.Lease, cancellationToken)).Messages.Single();
        Expect.True(next.Fence > late.Fence && next.Delivery.Attempt == 2, "fence and attempt rise with each claim");
        Expect.True(!await Store.SettleAsync(late, new OutboxVerdict.Failed("late"), cancellationToken), "the late verdict is refused");
        Expect.True(await Store.SettleAsync(next, new OutboxVerdict.Sent(), cancellationToken), "the present one is written");
        Expect.True(!await Store.SettleAsync(next, new OutboxVerdict.Sent(), cancellationToken), "once");
    }

    /// <summary>What is no longer valid when it is about to be sent is dropped.</summary>
    public async Task What_is_no_longer_valid_is_dropped(CancellationToken cancellationToken)
    {
        var until = Clock.GetCurrentInstant() + Duration.FromHours(1);
        await AppendAsync([Message("late") with { ValidUntil = until }, Message("void"), Message("good") with { ValidUntil = until + Duration.FromSeconds(1) }], cancellationToken);
        Clock.AdvanceTo(until + Duration.FromSeconds(1));
        var handler = new RecordingHandler(Topic) { Valid = d => d.Message.Key != "void" };
        Expect.Equal(new WorkCounts(Due: 3, Acted: 3), await Dispatcher(handler).DispatchAsync(Tenant, cancellationToken), "dropping is acting");
        Expect.Equal<IEnumerable<string>>(["good"], handler.Attempts.Keys, "only the valid one is tried");
        Expect.Null(await Dispatcher(handler).NextAsync(Tenant, cancellationToken), "nothing is left");
    }

    /// <summary>A failing message waits longer each time, delays no other, and is parked in the end.</summary>
    public async Task A_failing_message_backs_off_alone_and_is_parked(CancellationToken cancellationToken)
    {
        await AppendAsync([.. Enumerable.Range(0, 20).Select(i => Message($"m{i:00}"))], cancellationToken);
        var handler = new RecordingHandler(Topic) { Fails = d => d.Message.Key == "m07" };
        var dispatcher = Dispatcher(handler);
        var counts = await dispatcher.DispatchAsync(Tenant, cancellationToken);
        Expect.Equal((20L, 19L, 1L, 1L), (counts.Due, counts.Acted, counts.Failed, counts.Quarantined), "one fails, the others are sent");
        var last = Duration.Zero;
        for (var attempt = 2; attempt <= _options.MaxAttempts; attempt++)
        {
            var next = await dispatcher.NextAsync(Tenant, cancellationToken) ?? throw new ConformanceException("a failed message waits", "a wake-up", "none");
            var wait = next - Clock.GetCurrentInstant();
            Expect.True(wait > last, "the wait grows");
            last = wait;
            Clock.AdvanceTo(next - Duration.FromMilliseconds(1));
            Expect.Equal(default, await dispatcher.DispatchAsync(Tenant, cancellationToken), "nothing is due before it is over");
            Clock.AdvanceTo(next);
            Expect.Equal(1L, (await dispatcher.DispatchAsync(Tenant, cancellationToken)).Failed, "it fails again");
        }

        Expect.Equal(_options.MaxAttempts, handler.Attempts["m07"], "it was tried as often as allowed");
        Expect.Null(await dispatcher.NextAsync(Tenant, cancellationToken), "then it is parked");
    }

    /// <summary>A topic that this host does not know waits, is counted as due work that is not done, and is sent by a host that knows it.</summary>
    public async Task An_unknown_topic_waits_and_is_counted(CancellationToken cancellationToken)
    {
        await AppendAsync([new("u", "conformance.unknown", "{}"), Message("k")], cancellationToken);
        Clock.Advance(Duration.FromMinutes(3));
        var dispatcher = Dispatcher(new RecordingHandler(Topic));
        var counts = await dispatcher.DispatchAsync(Tenant, cancellationToken);
        Expect.Equal(new WorkCounts(Due: 2, Acted: 1, OldestOverdue: Duration.FromMinutes(3)), counts, "the unknown one is counted");
        Expect.True(JobResult.From(counts) is JobResult.Partial, "due work that is not done is no success");
        Expect.Null(await dispatcher.NextAsync(Tenant, cancellationToken), "this host is not woken for it");
        var knows = new RecordingHandler("conformance.unknown");
        await Dispatcher(knows).DispatchAsync(Tenant, cancellationToken);
        Expect.Equal<IEnumerable<string>>(["u"], knows.Sent, "a host that knows it sends it at its first attempt");
    }

    /// <summary>Two dispatchers at once send each message once.</summary>
    public async Task Dispatchers_at_the_same_time_share_the_work(CancellationToken cancellationToken)
    {
        var keys = Enumerable.Range(0, 300).Select(i => $"m{i:000}").ToList();
        await AppendAsync([.. keys.Select(k => Message(k))], cancellationToken);
        var handler = new RecordingHandler(Topic);
        var counts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(
            async () => await Dispatcher(handler).DispatchAsync(Tenant, cancellationToken),
            cancellationToken)));
        Expect.Equal<IEnumerable<string>>(keys, handler.Sent.Order(), "each is sent once");
        Expect.Equal(300L, counts.Sum(c => c.Acted), "and counted once");
    }

    /// <summary>The keys of finished messages are kept for the retry horizon, those of failed ones for ever.</summary>
    public async Task Keys_are_kept_for_the_horizon(CancellationToken cancellationToken)
    {
        await AppendAsync([Message("sent")], cancellationToken);
        var handler = new RecordingHandler(Topic);
        var dispatcher = Dispatcher(handler);
        await dispatcher.DispatchAsync(Tenant, cancellationToken);
        Clock.Advance(_options.KeepFor);
        Expect.Equal(0, await Store.ForgetAsync(Tenant, _options.KeepFor, 100, cancellationToken), "kept to the end of the horizon");
        Clock.Advance(Duration.FromSeconds(1));
        await AppendAsync([Message("waits")], cancellationToken);
        Expect.Equal(1, await Store.ForgetAsync(Tenant, _options.KeepFor, 100, cancellationToken), "and not longer");
        await dispatcher.DispatchAsync(Tenant, cancellationToken);
        Expect.Equal<IEnumerable<string>>(["sent", "waits"], handler.Sent, "what waits is untouched");
    }

    /// <summary>What is about a subject is removed with it: it is neither sent nor sent again, and its keys are free.</summary>
    public async Task What_is_about_an_erased_subject_is_gone(CancellationToken cancellationToken)
    {
        await AppendAsync([Message("sent") with { Subject = "an" }, Message("binh's") with { Subject = "binh" }], cancellationToken);
        var handler = new RecordingHandler(Topic);
        await Dispatcher(handler).DispatchAsync(Tenant, cancellationToken);
        await AppendAsync([Message("claimed") with { Subject = "an" }], cancellationToken);
        var claimed = (await Store.ClaimAsync(Tenant, [Topic], 10, _options.Lease, cancellationToken)).Messages.Single();
        Expect.Equal("an", claimed.Delivery.Message.Subject, "a delivery tells whom it is about");
        await AppendAsync([Message("waits") with { Subject = "an" }, Message("nobody's")], cancellationToken);
        Expect.Equal(3, await EraseAsync("an", cancellationToken), "all about the subject is removed");
        Expect.Equal(0, await EraseAsync("an", cancellationToken), "once");
        Expect.True(!await Store.SettleAsync(claimed, new OutboxVerdict.Failed("late"), cancellationToken), "nothing is written about what is gone");
        Clock.Advance(_options.Lease);
        await AppendAsync([Message("sent", "{\"another\":1}") with { Subject = "an" }, Message("binh's") with { Subject = "binh" }], cancellationToken);
        await Dispatcher(handler).DispatchAsync(Tenant, cancellationToken);
        Expect.Equal<IEnumerable<string>>(["binh's", "nobody's", "sent", "sent"], handler.Sent.Order(), "what is about others stays");
    }
}
