namespace Carillon.Sessions;

/// <summary>One line of a study log.</summary>
/// <param name="Tenant">The tenant's id, normalised.</param>
/// <param name="Student">The student's opaque id.</param>
/// <param name="Request">What the client asked.</param>
public sealed record ReplayEvent(string Tenant, string Student, SessionRequest Request)
{
    /// <summary>Says why the event has no effect when it is answered so.</summary>
    /// <returns>A text that begins with <c>refused: </c>; null when it had an effect or was a repetition.</returns>
    public string? RefusalOf(SessionOutcome outcome) => outcome switch
    {
        SessionOutcome.UnknownSession => $"refused: session '{Request.ClientSessionId}' was never started",
        SessionOutcome.StartNew => $"refused: session '{Request.ClientSessionId}' has ended",
        SessionOutcome.Stale => "refused: too old on arrival",
        SessionOutcome.Conflict => $"refused: session '{Request.ClientSessionId}' knows the id or key with something else, such as another subject or zone",
        SessionOutcome.Unreadable => $"refused: what is stored of session '{Request.ClientSessionId}' cannot be read",
        SessionOutcome.Invalid => "refused: malformed",
        _ => null,
    };
}
