using Carillon.Time;
using NodaTime;

var ticks = new TickSchedule(Instant.FromUtc(2026, 1, 1, 0, 0), Duration.FromMinutes(15));
var found = ticks.At(4) ?? throw new InvalidOperationException("The fourth tick is missing.");
if (found != Instant.FromUtc(2026, 1, 1, 1, 0))
{
    throw new InvalidOperationException($"The fourth quarter of an hour ends at {found}.");
}

Console.WriteLine($"The packed files work: tick 4 is {found}.");
