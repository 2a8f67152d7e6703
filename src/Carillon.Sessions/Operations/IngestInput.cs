using System.ComponentModel;

namespace Carillon.Sessions;

/// <summary>What <c>sessions.ingest</c> takes.</summary>
/// <param name="Log">One event per line, in the order of arrival.</param>
public sealed record IngestInput(
    [Description("A study log: one JSON event per line, in the order of arrival.")] FileInfo Log);
