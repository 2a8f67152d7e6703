namespace Carillon.Time;

/// <summary>The kinds of days of a month.</summary>
internal enum DayWordKind
{
    Number,
    FromLast,
    WeekdayNearest,
    WeekdayNearestFromLast,
    BeforeLastWeekday,
    Nth,
    NthFromLast,
}
