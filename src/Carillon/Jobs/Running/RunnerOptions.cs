using System.ComponentModel.DataAnnotations;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>How the embedded runner works.</summary>
public sealed class RunnerOptions : IValidatableObject
{
    /// <summary>Whether this host does scheduled work.</summary>
    /// <value>Default: <see cref="RunnerMode.Embedded"/>.</value>
    public RunnerMode Mode { get; set; } = RunnerMode.Embedded;

    /// <summary>How many pieces of work go on at the same time; at most one per tenant is a sweep.</summary>
    /// <value>Default: 8; 1 to 256.</value>
    [Range(1, 256)]
    public int Parallelism { get; set; } = 8;

    /// <summary>How often the control database is asked whatever the signals say. Tenant databases are not asked.</summary>
    /// <value>Default: 1 second; from 50 milliseconds to 1 minute.</value>
    public Duration SafetyPoll { get; set; } = Duration.FromSeconds(1);

    /// <summary>How often each tenant's database is looked into whatever the hints say, by all hosts together.</summary>
    /// <value>Default: 5 minutes; from 1 second to 1 day.</value>
    public Duration ProbeInterval { get; set; } = Duration.FromMinutes(5);

    /// <summary>How long one tenant's sweep keeps its place before others get a turn.</summary>
    /// <value>Default: 1 second; more than zero, at most 1 minute.</value>
    public Duration Slice { get; set; } = Duration.FromSeconds(1);

    /// <summary>How long work that is going on may end by itself at shutdown; then it is stopped and handed back.</summary>
    /// <value>Default: 20 seconds, within the host's own 30; from zero to 1 hour.</value>
    public Duration DrainLimit { get; set; } = Duration.FromSeconds(20);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        new[]
        {
            Check(nameof(SafetyPoll), SafetyPoll, Duration.FromMilliseconds(50), Duration.FromMinutes(1)),
            Check(nameof(ProbeInterval), ProbeInterval, Duration.FromSeconds(1), Duration.FromDays(1)),
            Check(nameof(Slice), Slice, Duration.FromMilliseconds(1), Duration.FromMinutes(1)),
            Check(nameof(DrainLimit), DrainLimit, Duration.Zero, Duration.FromHours(1)),
        }.OfType<ValidationResult>();

    private static ValidationResult? Check(string name, Duration value, Duration least, Duration most) =>
        value < least || value > most ? new($"{name} is {value}: it must be from {least} to {most}.", [name]) : null;
}
