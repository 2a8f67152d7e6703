using Microsoft.Extensions.Options;
using NodaTime;

namespace Carillon.Outbox;

internal sealed class OutboxOptionsValidator : IValidateOptions<OutboxOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboxOptions options)
    {
        var broken = new ValidateOptionsResultBuilder();
        Require(options.BatchSize is >= 1 and <= 10_000, nameof(options.BatchSize), options.BatchSize, "from 1 to 10000");
        Require(options.Parallelism is >= 1 and <= 256, nameof(options.Parallelism), options.Parallelism, "from 1 to 256");
        Require(options.MaxAttempts is >= 1 and <= 100, nameof(options.MaxAttempts), options.MaxAttempts, "from 1 to 100");
        Require(options.SendTimeout > Duration.Zero && options.SendTimeout <= options.Lease, nameof(options.SendTimeout), options.SendTimeout, $"above 0 and at most the lease of {options.Lease}");
        Require(options.Lease <= Duration.FromDays(1), nameof(options.Lease), options.Lease, "at most 1 day");
        Require(options.FirstBackOff > Duration.Zero, nameof(options.FirstBackOff), options.FirstBackOff, "above 0");
        Require(options.LongestBackOff >= options.FirstBackOff, nameof(options.LongestBackOff), options.LongestBackOff, $"at least the first back-off of {options.FirstBackOff}");
        Require(options.KeepFor >= Duration.FromDays(1), nameof(options.KeepFor), options.KeepFor, "at least 1 day");
        return broken.Build();

        void Require(bool holds, string property, object value, string range)
        {
            if (!holds)
            {
                broken.AddError($"{value} is not {range}.", $"{nameof(OutboxOptions)}.{property}");
            }
        }
    }
}
