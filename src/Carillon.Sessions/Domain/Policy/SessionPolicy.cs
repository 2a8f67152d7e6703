using NodaTime;

namespace Carillon.Sessions;

/// <summary>The rules that turn evidence into sessions and credit. Versioned data: the session keeps the version it was started under.</summary>
/// <remarks>Every duration is elapsed time. <see cref="Validate"/> names the first rule that contradicts another.</remarks>
public sealed record SessionPolicy
{
    /// <summary>The policy with every default, version 1.</summary>
    public static SessionPolicy Default { get; } = new();

    internal const int MaxNameLength = 64;

    /// <summary>What kind of activity the policy governs, so that a tenant can have one per kind.</summary>
    /// <value>Default <c>default</c>; at most 64 characters, see <see cref="SessionText.Problem(string)"/>.</value>
    public string Name { get; init; } = "default";

    /// <summary>The version of the policy under its name; at least 1.</summary>
    /// <value>Default 1.</value>
    public int Version { get; init; } = 1;

    /// <summary>The longest gap between two pieces of evidence that still counts as study, inclusive; a session idle this long is over.</summary>
    /// <value>Default 10 minutes.</value>
    public Duration IdleTimeout { get; init; } = Duration.FromMinutes(10);

    /// <summary>How long a paused session may stay silent before it is over.</summary>
    /// <value>Default 30 minutes.</value>
    public Duration PauseTimeout { get; init; } = Duration.FromMinutes(30);

    /// <summary>The longest session; what goes beyond is a session of its own.</summary>
    /// <value>Default 12 hours.</value>
    public Duration MaxSession { get; init; } = Duration.FromHours(12);

    /// <summary>How far the client's clock may jump between two requests of a session before its instants are no longer believed.</summary>
    /// <value>Default 2 minutes.</value>
    public Duration MaxOffsetJump { get; init; } = Duration.FromMinutes(2);

    /// <summary>How old evidence may be on arrival.</summary>
    /// <value>Default 24 hours.</value>
    public Duration MaxAge { get; init; } = Duration.FromHours(24);

    /// <summary>How long after its end a session takes late evidence; then it is final.</summary>
    /// <value>Default 24 hours.</value>
    public Duration LateWindow { get; init; } = Duration.FromHours(24);

    /// <summary>Credit added after the last evidence of each closed run.</summary>
    /// <value>Default zero; at most <see cref="IdleTimeout"/>, sensibly at most the beat interval.</value>
    public Duration TailPad { get; init; } = Duration.Zero;

    /// <summary>What a start does to sessions of the same scope that are still live.</summary>
    /// <value>Default <see cref="Exclusivity.Supersede"/>.</value>
    public Exclusivity Exclusivity { get; init; } = Exclusivity.Supersede;

    /// <summary>Which sessions exclude each other.</summary>
    /// <value>Default <see cref="ExclusivityScope.Student"/>.</value>
    public ExclusivityScope Scope { get; init; } = ExclusivityScope.Student;

    /// <summary>Who gets the time that several sessions of a student share.</summary>
    /// <value>Default <see cref="SubjectAttribution.LatestStartWins"/>.</value>
    public SubjectAttribution Attribution { get; init; } = SubjectAttribution.LatestStartWins;

    /// <summary>How long before the idle timeout a client should ask "still there?"; zero asks nothing.</summary>
    /// <value>Default zero.</value>
    public Duration PromptBefore { get; init; } = Duration.Zero;

    /// <summary>The silence that ends a session: <see cref="PauseTimeout"/> while it is paused, otherwise <see cref="IdleTimeout"/>.</summary>
    public Duration SilenceAllowed(bool paused) => paused ? PauseTimeout : IdleTimeout;

    /// <summary>The policy with another idle timeout; rules that must not be shorter grow with it.</summary>
    /// <exception cref="ArgumentException">The timeout is not positive.</exception>
    public SessionPolicy WithIdleTimeout(Duration timeout) => timeout <= Duration.Zero
        ? throw new ArgumentException($"{nameof(IdleTimeout)} must be positive, not {timeout}.", nameof(timeout))
        : this with
        {
            IdleTimeout = timeout,
            PauseTimeout = Duration.Max(PauseTimeout, timeout),
            MaxSession = Duration.Max(MaxSession, timeout),
            LateWindow = Duration.Max(LateWindow, timeout),
        };

    /// <summary>Returns the policy when its rules agree with each other.</summary>
    /// <exception cref="ArgumentException">A rule is out of range or contradicts another; the message names it and its value.</exception>
    public SessionPolicy Validate()
    {
        if (Problem() is { } problem)
        {
            throw new ArgumentException($"Session policy '{Printable.Clip(Name ?? string.Empty)}' version {Version}: {problem}");
        }

        return this;
    }

    /// <summary>Says which rule is out of range, or null when the policy is sound.</summary>
    public string? Problem() => this switch
    {
        _ when SessionText.Problem(Name) is { } problem => $"{nameof(Name)} {problem}.",
        { Name.Length: > MaxNameLength } => $"{nameof(Name)} must have at most {MaxNameLength} characters, not {Name.Length}.",
        _ when FirstTooFine() is { } rule => $"{rule} must be whole microseconds.",
        { Version: < 1 } => $"{nameof(Version)} must be at least 1, not {Version}.",
        _ when IdleTimeout <= Duration.Zero => $"{nameof(IdleTimeout)} must be positive, not {IdleTimeout}.",
        _ when PauseTimeout < IdleTimeout => $"{nameof(PauseTimeout)} ({PauseTimeout}) must not be shorter than {nameof(IdleTimeout)} ({IdleTimeout}).",
        _ when MaxSession < PauseTimeout => $"{nameof(MaxSession)} ({MaxSession}) must not be shorter than {nameof(PauseTimeout)} ({PauseTimeout}).",
        _ when LateWindow < PauseTimeout => $"{nameof(LateWindow)} ({LateWindow}) must not be shorter than {nameof(PauseTimeout)} ({PauseTimeout}).",
        _ when MaxOffsetJump < Duration.Zero => $"{nameof(MaxOffsetJump)} must not be negative, not {MaxOffsetJump}.",
        _ when MaxAge <= Duration.Zero || MaxAge > Duration.FromDays(3650) => $"{nameof(MaxAge)} must be positive and at most ten years, not {MaxAge}.",
        _ when LateWindow > Duration.FromDays(3650) || MaxSession > Duration.FromDays(3650) => $"{nameof(LateWindow)} and {nameof(MaxSession)} must be at most ten years.",
        _ when TailPad < Duration.Zero || TailPad > IdleTimeout => $"{nameof(TailPad)} must lie between zero and {nameof(IdleTimeout)} ({IdleTimeout}), not {TailPad}.",
        _ when PromptBefore < Duration.Zero || PromptBefore >= IdleTimeout => $"{nameof(PromptBefore)} must lie between zero and {nameof(IdleTimeout)} ({IdleTimeout}), not {PromptBefore}.",
        _ when Exclusivity.Limit < 1 => $"{nameof(Exclusivity)} must allow at least one session, not {Exclusivity.Limit}.",
        _ => null,
    };

    // What is stored is what was set: stored durations are microseconds.
    private string? FirstTooFine() => new (string Name, Duration Value)[]
    {
        (nameof(IdleTimeout), IdleTimeout), (nameof(PauseTimeout), PauseTimeout), (nameof(MaxSession), MaxSession), (nameof(MaxOffsetJump), MaxOffsetJump),
        (nameof(MaxAge), MaxAge), (nameof(LateWindow), LateWindow), (nameof(TailPad), TailPad), (nameof(PromptBefore), PromptBefore),
    }.FirstOrDefault(rule => rule.Value.SubsecondNanoseconds % 1_000 != 0).Name;
}
