namespace Carillon.Sessions;

/// <summary>Who gets the time that several sessions of a student share.</summary>
public enum SubjectAttribution
{
    /// <summary>The session that started last; when all sessions have this rule, the subjects of a day add up to the student's day.</summary>
    LatestStartWins,

    /// <summary>The session takes its whole time, whatever others take; the subjects of a day may add up to more than the student's day.</summary>
    Each,
}
