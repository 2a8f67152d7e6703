namespace Carillon.Time;

/// <summary>What is wrong with the text of a schedule, and where.</summary>
/// <param name="Message">What is wrong, as a sentence.</param>
/// <param name="Field">The part of the schedule, such as <c>minutes</c> or <c>BYDAY</c>; null when the text as a whole is wrong.</param>
/// <param name="Offset">Where the wrong piece begins: 0 for the first character.</param>
/// <param name="Length">How many characters are wrong; 0 where something is missing.</param>
/// <param name="Expected">What would be right there.</param>
public sealed record ScheduleParseError(string Message, string? Field, int Offset, int Length, string Expected);
