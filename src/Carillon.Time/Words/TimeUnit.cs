namespace Carillon.Time;

/// <summary>What is counted in "every so many".</summary>
internal enum TimeUnit
{
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}
