using NodaTime;

namespace Carillon.Jobs;

/// <summary>How far a sweep has come in one tenant's database.</summary>
/// <param name="SettledTo">Everything that was visible with an earlier wake-up is settled; scans start here, less the margin for open transactions.</param>
/// <param name="ClockHigh">The latest instant that the sweep settled at; the clock never falls below it.</param>
public readonly record struct SweepMark(Instant SettledTo, Instant ClockHigh);
