namespace Carillon.Testing.Faults;

/// <summary>What a fault sweep covered.</summary>
/// <param name="Statements">Statements that the work issues when nothing fails.</param>
/// <param name="Visited">Where it crashed, recovered and was verified: two places for each statement.</param>
public sealed record FaultSweepReport(int Statements, IReadOnlyList<CrashPoint> Visited);
