using Microsoft.Extensions.Options;
using NodaTime;

namespace Carillon.Jobs;

internal sealed class QueueOptionsValidator : IValidateOptions<QueueOptions>
{
    public ValidateOptionsResult Validate(string? name, QueueOptions options)
    {
        var broken = new ValidateOptionsResultBuilder();
        Require(options.Parallelism is >= 1 and <= 1000, nameof(options.Parallelism), options.Parallelism, "from 1 to 1000");
        Require(options.ParallelismPerTenant is >= 1 and <= 1000, nameof(options.ParallelismPerTenant), options.ParallelismPerTenant, "from 1 to 1000");
        Require(options.BatchSize is >= 1 and <= 5000, nameof(options.BatchSize), options.BatchSize, "from 1 to 5000");
        Require(options.Lease >= Duration.FromSeconds(1) && options.Lease <= Duration.FromHours(1), nameof(options.Lease), options.Lease, "from 1 second to 1 hour");
        Require(options.KeepFor >= Duration.FromDays(1), nameof(options.KeepFor), options.KeepFor, "at least 1 day");
        return broken.Build();

        void Require(bool holds, string property, object value, string range)
        {
            if (!holds)
            {
                broken.AddError($"{value} is not {range}.", $"{nameof(QueueOptions)}.{property}");
            }
        }
    }
}
