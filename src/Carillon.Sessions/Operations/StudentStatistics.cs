namespace Carillon.Sessions;

/// <summary>A student's study time in whole seconds.</summary>
/// <param name="Student">The student.</param>
/// <param name="Days">By day, several sessions at once counted once.</param>
/// <param name="Subjects">By day and subject.</param>
/// <param name="History">By subject, over all days.</param>
/// <param name="Contests">By contest, over all days.</param>
/// <param name="Active">The live sessions.</param>
public sealed record StudentStatistics(
    string Student,
    IReadOnlyList<StudiedDay> Days,
    IReadOnlyList<StudiedDay> Subjects,
    IReadOnlyList<StudiedKey> History,
    IReadOnlyList<StudiedKey> Contests,
    IReadOnlyList<StudySession> Active);
