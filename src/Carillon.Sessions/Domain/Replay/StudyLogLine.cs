namespace Carillon.Sessions;

/// <summary>A line of a study log.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">The line; null when it is not UTF-8.</param>
public sealed record StudyLogLine(long Number, string? Text)
{
    /// <summary>What to tell about a line without text.</summary>
    public const string NotUtf8 = "not UTF-8";
}
