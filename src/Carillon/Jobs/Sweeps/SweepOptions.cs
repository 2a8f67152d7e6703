using System.ComponentModel.DataAnnotations;
using NodaTime;

namespace Carillon.Jobs;

/// <summary>How sweeps are run.</summary>
public sealed class SweepOptions : IValidatableObject
{
    /// <summary>How many items one transaction settles at most.</summary>
    /// <value>Default: 500; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 500;

    /// <summary>How long one run of a sweep may go on for one tenant; what is left is reported and goes on in the next run.</summary>
    /// <value>Default: 1 minute; more than zero.</value>
    public Duration BudgetPerTenant { get; set; } = Duration.FromMinutes(1);

    /// <summary>Whether a lease is held meanwhile.</summary>
    /// <value>Default: <see cref="SweepLease.WhenShared"/>.</value>
    public SweepLease Lease { get; set; } = SweepLease.WhenShared;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BudgetPerTenant <= Duration.Zero)
        {
            yield return new ValidationResult($"BudgetPerTenant is {BudgetPerTenant}: it must be more than zero.", [nameof(BudgetPerTenant)]);
        }
    }
}
