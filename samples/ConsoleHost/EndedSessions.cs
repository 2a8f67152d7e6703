using System.Text.Json;
using Carillon.Outbox;
using Carillon.Sessions;

namespace ConsoleHost;

/// <summary>Says that a session has ended, where an application would send a message.</summary>
internal sealed class EndedSessions(TextWriter output) : IOutboxHandler
{
    public string Topic => SessionEnded.Topic;

    public ValueTask<bool> IsStillValidAsync(OutboxDelivery delivery, CancellationToken cancellationToken) => ValueTask.FromResult(true);

    public async ValueTask SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var ended = JsonSerializer.Deserialize<SessionEnded>(delivery.Message.Payload)!;
        await output.WriteLineAsync($"{delivery.Tenant} {ended.Student} {ended.ClientSessionId}: {ended.Reason}, {ended.CreditMicros / 1_000_000} s");
    }
}
