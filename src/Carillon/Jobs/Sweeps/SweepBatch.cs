namespace Carillon.Jobs;

/// <summary>What settling a batch did.</summary>
/// <param name="Acted">Items whose due event was settled.</param>
/// <param name="Rearmed">Items that were not due after all (their deadline had moved) and got a new wake-up.</param>
/// <param name="LostRace">Items that changed under the batch; they are left to whoever changed them.</param>
public readonly record struct SweepBatch(int Acted, int Rearmed = 0, int LostRace = 0);
