namespace Carillon.Time;

/// <summary>A run that other rules move, take away or add.</summary>
/// <param name="Identity">What the run is known by.</param>
/// <param name="Before">The run by the old rules; null when they had none.</param>
/// <param name="After">The run by the new rules; null when they have none.</param>
public sealed record RunChange(OccurrenceIdentity Identity, Occurrence? Before, Occurrence? After);
