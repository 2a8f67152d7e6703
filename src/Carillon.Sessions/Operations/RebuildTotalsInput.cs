using System.ComponentModel;

namespace Carillon.Sessions;

/// <summary>What <c>sessions.rebuild-totals</c> takes.</summary>
/// <param name="Student">Only this student.</param>
public sealed record RebuildTotalsInput([Description("Only this student. [default: all]")] string? Student = null);
