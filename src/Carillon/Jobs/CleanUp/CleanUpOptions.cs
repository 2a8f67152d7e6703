using System.ComponentModel.DataAnnotations;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>How often finished rows are looked through, and how long they are kept.</summary>
public sealed class CleanUpOptions : IValidatableObject
{
    /// <summary>How long each tenant is left alone after a clean-up.</summary>
    /// <value>Default: 1 day; from 1 minute to 30 days.</value>
    public Duration Every { get; set; } = Duration.FromDays(1);

    /// <summary>How many rows are deleted in one transaction.</summary>
    /// <value>Default: 500; from 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 500;

    /// <summary>How long the ids of commands are kept with their responses. Longer than anyone retries a command: after that it would be new.</summary>
    /// <value>Default: 14 days; from 1 day to 10 years.</value>
    public Duration KeepCommandsFor { get; set; } = Duration.FromDays(14);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Every < Duration.FromMinutes(1) || Every > Duration.FromDays(30))
        {
            yield return new($"{nameof(Every)} is {Every}: it must be from 1 minute to 30 days.", [nameof(Every)]);
        }

        if (KeepCommandsFor < Duration.FromDays(1) || KeepCommandsFor > Duration.FromDays(3650))
        {
            yield return new($"{nameof(KeepCommandsFor)} is {KeepCommandsFor}: it must be from 1 day to 10 years.", [nameof(KeepCommandsFor)]);
        }
    }
}
