namespace Carillon.Time;

/// <summary>The fields of a cron expression, in the order of the longest form.</summary>
internal enum CronField
{
    Seconds,
    Minutes,
    Hours,
    DaysOfMonth,
    Months,
    DaysOfWeek,
    Years,
}
