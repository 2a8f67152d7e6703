namespace Carillon.Sessions;

/// <summary>What <c>sessions.rebuild-totals</c> did.</summary>
/// <param name="Students">How many students were looked at.</param>
/// <param name="Changed">How many totals were not what the study time adds up to.</param>
public sealed record RebuiltTotals(int Students, int Changed);
