namespace Carillon.Sessions;

/// <summary>What became of a request, or of one beat of it.</summary>
public enum SessionOutcome
{
    /// <summary>It counts.</summary>
    Accepted,

    /// <summary>It was known already; nothing changed.</summary>
    Duplicate,

    /// <summary>It counts, and the session, which had ended by silence, is live again.</summary>
    Reopened,

    /// <summary>Refused for good: the session has ended or is final. A new session takes the evidence.</summary>
    StartNew,

    /// <summary>Refused for good: too old on arrival.</summary>
    Stale,

    /// <summary>Refused: there is no session of this id; start one.</summary>
    UnknownSession,

    /// <summary>The session was started.</summary>
    Started,

    /// <summary>The session had been started before; nothing changed.</summary>
    AlreadyStarted,

    /// <summary>Another live session of the scope was returned instead.</summary>
    Joined,

    /// <summary>The session had ended before the command; nothing changed.</summary>
    AlreadyEnded,

    /// <summary>
    /// Not taken for now: what is stored of the session cannot be read by this host, as where it does not know the time zone. Nothing changed; send it again.
    /// </summary>
    Unreadable,

    /// <summary>Refused for good: malformed; <see cref="SessionVerdict.Problem"/> says what is wrong. What came with it is judged by itself.</summary>
    Invalid,

    /// <summary>
    /// Refused for good: its id or key is known with something else: a start with another subject, contest, zone or policy, or evidence of another
    /// instant. Nothing changed.
    /// </summary>
    Conflict,
}
