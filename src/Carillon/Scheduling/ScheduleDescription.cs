namespace Carillon.Scheduling;

/// <summary>A schedule in words.</summary>
/// <param name="Canonical">Its canonical text.</param>
/// <param name="Description">What it says.</param>
public sealed record ScheduleDescription(string Canonical, string Description);
