namespace Carillon.Time;

/// <summary>The period of a recurrence, as <c>FREQ</c> names it.</summary>
internal enum RecurrenceFrequency
{
    Daily,
    Weekly,
    Monthly,
    Yearly,
}
