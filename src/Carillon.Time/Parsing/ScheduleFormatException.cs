namespace Carillon.Time;

/// <summary>The text of a schedule cannot be read.</summary>
/// <param name="error">What is wrong, and where.</param>
public sealed class ScheduleFormatException(ScheduleParseError error) : FormatException(error.Message)
{
    /// <summary>What is wrong, and where.</summary>
    public ScheduleParseError Error { get; } = error;
}
