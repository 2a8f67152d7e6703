namespace Carillon.Outbox;

/// <summary>What is kept of a failure: type and message, one line, never the payload.</summary>
internal static class OutboxErrorText
{
    private const int Limit = 500;

    public static string Of(Exception error, OutboxMessage message)
    {
        var text = message.Payload.Length > 2 ? error.Message.Replace(message.Payload, "(payload)", StringComparison.Ordinal) : error.Message;
        var line = string.Concat($"{error.GetType().Name}: {text}".Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));
        return line.Length <= Limit ? line : string.Concat(line.AsSpan(0, Limit - 1), "…");
    }
}
