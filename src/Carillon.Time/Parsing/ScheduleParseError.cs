namespace Carillon.Time;

/// <summary>What is wrong with the text of a schedule, and where.</summary>
/// <param name="Message">What is wrong, as a sentence.</param>
/// <param name="Field">The part of the schedule, such as <c>minutes</c> or <c>BYDAY</c>; null when the text as a whole is wrong.</param>
/// <param name="Offset">Where the wrong piece begins: 0 for the first character.</param>
/// <param name="Length">How many characters are wrong; 0 where something is missing.</param>
/// <param name="Expected">What would be right there.</param>
public sealed record ScheduleParseError(string Message, string? Field, int Offset, int Length, string Expected)
{
    private const int MostQuoted = 150;

    /// <summary>What is wrong, as a sentence.</summary>
    /// <value>Shortened in its middle where it would quote a long piece of the text.</value>
    public string Message { get; init; } = Clipped(Message);

    private static string Clipped(string message) =>
        message.Length <= 2 * MostQuoted ? message : $"{message.AsSpan(0, MostQuoted)}…{message.AsSpan(message.Length - MostQuoted)}";
}
