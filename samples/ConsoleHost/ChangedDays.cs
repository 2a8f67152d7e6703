using System.Text.Json;
using Carillon.Outbox;
using Carillon.Sessions;

namespace ConsoleHost;

/// <summary>Says that a student's day has changed. Each topic wants its handler: messages without one wait, and are counted as work that is not done.</summary>
internal sealed class ChangedDays(TextWriter output) : IOutboxHandler
{
    public string Topic => DayTotalChanged.Topic;

    public ValueTask<bool> IsStillValidAsync(OutboxDelivery delivery, CancellationToken cancellationToken) => ValueTask.FromResult(true);

    public async ValueTask SendAsync(OutboxDelivery delivery, CancellationToken cancellationToken)
    {
        var day = JsonSerializer.Deserialize<DayTotalChanged>(delivery.Message.Payload)!;
        await output.WriteLineAsync($"{delivery.Tenant} {day.Student} {day.Date}: {day.Micros / 1_000_000} s");
    }
}
