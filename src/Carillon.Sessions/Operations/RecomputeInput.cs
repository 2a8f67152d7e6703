using System.ComponentModel;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>What <c>sessions.recompute</c> takes.</summary>
/// <param name="Timeout">The idle timeout to try.</param>
/// <param name="TailPad">The tail pad to try.</param>
/// <param name="Policy">The policy to start from.</param>
/// <param name="Student">Only this student.</param>
/// <param name="Apply">Whether to keep the result: the rules become the policy's next version, and the sessions follow it.</param>
public sealed record RecomputeInput(
    [Description("The idle timeout to try. [default: as it is]")] Duration? Timeout = null,
    [Description("The tail pad to try. [default: as it is]")] Duration? TailPad = null,
    [Description("The policy to start from.")] string Policy = "default",
    [Description("Only this student. [default: all]")] string? Student = null,
    [Description("Keep the result: the rules become the policy's next version, and the sessions follow it.")] bool Apply = false);
