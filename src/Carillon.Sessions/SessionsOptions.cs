using System.ComponentModel.DataAnnotations;

namespace Carillon.Sessions;

/// <summary>How study sessions behave.</summary>
public sealed class SessionsOptions : IValidatableObject
{
    /// <summary>The policy of sessions that name none, or name this one. It is stored with each tenant; change it together with its version.</summary>
    /// <value>Default <see cref="SessionPolicy.Default"/>.</value>
    [Required]
    public SessionPolicy Policy { get; set; } = SessionPolicy.Default;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Policy?.Problem() is { } problem)
        {
            yield return new ValidationResult($"{nameof(Policy)}: {problem}", [nameof(Policy)]);
        }
    }
}
