using System.ComponentModel;
using NodaTime;

namespace Carillon.Sessions;

/// <summary>What <c>sessions.replay</c> takes.</summary>
/// <param name="Log">One event per line, in the order of arrival.</param>
/// <param name="Timeout">The idle timeout.</param>
/// <param name="Until">The instant of the report.</param>
public sealed record ReplayInput(
    [Description("A study log: one JSON event per line, in the order of arrival.")] FileInfo Log,
    [Description("The idle timeout; a longer one raises PauseTimeout, MaxSession and LateWindow to it. [default: PT10M]")] Duration? Timeout = null,
    [Description("The instant of the report, at which idle sessions are ended. [default: the last arrival]")] Instant? Until = null);
