using Carillon.Outbox;
using Carillon.Tenancy;
using Carillon.Testing.Outbox;
using NodaTime;
using Shouldly;
using Xunit;

namespace Carillon.Testing.Tests.Outbox;

public sealed class RecordingOutboxHandlerTests
{
    private readonly RecordingOutboxHandler _handler = new("bells.rung");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_every_attempt_and_what_was_sent_once_per_tenant_and_key()
    {
        await _handler.SendAsync(Delivery("acme", "a"), Cancel);
        await _handler.SendAsync(Delivery("acme", "a"), Cancel);
        await _handler.SendAsync(Delivery("beta", "a"), Cancel);

        _handler.Attempts.Count.ShouldBe(3);
        _handler.Sent.Select(sent => $"{sent.Tenant} {sent.Message.Key}").ShouldBe(["acme a", "beta a"]);
    }

    [Fact]
    public async Task Fails_as_often_as_it_was_told()
    {
        _handler.FailNext(new TimeoutException());

        await Should.ThrowAsync<TimeoutException>(() => _handler.SendAsync(Delivery("acme", "a"), Cancel).AsTask());
        await _handler.SendAsync(Delivery("acme", "a"), Cancel);

        (_handler.Attempts.Count, _handler.Sent.Count).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Validity_is_the_tests_to_decide()
    {
        (await _handler.IsStillValidAsync(Delivery("acme", "a"), Cancel)).ShouldBeTrue();
        _handler.IsStillValid = delivery => delivery.Attempt > 1;

        (await _handler.IsStillValidAsync(Delivery("acme", "a"), Cancel)).ShouldBeFalse();
    }

    private static OutboxDelivery Delivery(string tenant, string key) =>
        new(TenantId.Parse(tenant), new(key, "bells.rung", "{}"), Instant.FromUtc(2026, 1, 1, 0, 0), 1);
}
