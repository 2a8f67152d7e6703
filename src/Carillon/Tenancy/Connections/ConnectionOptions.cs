using System.ComponentModel.DataAnnotations;
using NodaTime;

namespace Carillon.Tenancy;

/// <summary>How named connections are opened.</summary>
public sealed class ConnectionOptions : IValidatableObject
{
    /// <summary>How long opening a connection may take.</summary>
    /// <value>Default: 15 seconds; above 0 and at most 10 minutes.</value>
    public Duration OpenTimeout { get; set; } = Duration.FromSeconds(15);

    /// <summary>How long a test may take.</summary>
    /// <value>Default: 10 seconds; above 0 and at most 10 minutes.</value>
    public Duration TestTimeout { get; set; } = Duration.FromSeconds(10);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, value) in new[] { (nameof(OpenTimeout), OpenTimeout), (nameof(TestTimeout), TestTimeout) })
        {
            if (value <= Duration.Zero || value > Duration.FromMinutes(10))
            {
                yield return new ValidationResult($"{name} is {value}: it must be above 0 and at most 10 minutes.", [name]);
            }
        }
    }
}
