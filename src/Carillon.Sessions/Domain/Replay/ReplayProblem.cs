namespace Carillon.Sessions;

/// <summary>A line of a study log that has no effect.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Text">What is wrong with it.</param>
/// <param name="IsMalformed">Whether the line cannot be read; otherwise it was read and refused.</param>
public sealed record ReplayProblem(long Line, string Text, bool IsMalformed);
