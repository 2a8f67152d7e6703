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
    [Description("the idle timeout to try; default: as it is")] Duration? Timeout = null,
    [Description("the tail pad to try; default: as it is")] Duration? TailPad = null,
    [Description("the policy to start from")] string Policy = "default",
    [Description("only this student; default: all")] string? Student = null,
    [Description("keep the result: the rules become the policy's next version, and the sessions follow it")] bool Apply = false);
