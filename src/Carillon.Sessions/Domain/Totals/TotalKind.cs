namespace Carillon.Sessions;

/// <summary>What a total adds up.</summary>
public enum TotalKind
{
    /// <summary>The student's day: the union over all sessions.</summary>
    Day,

    /// <summary>One subject on one day, by attribution.</summary>
    DaySubject,

    /// <summary>One contest on one day, by attribution.</summary>
    DayContest,

    /// <summary>One subject over all days: the sum of its days.</summary>
    History,

    /// <summary>One contest over all days: the sum of its days.</summary>
    Contest,
}
