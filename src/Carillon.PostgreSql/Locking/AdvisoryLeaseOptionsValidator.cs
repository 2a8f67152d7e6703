using Microsoft.Extensions.Options;
using NodaTime;
using Npgsql;

namespace Carillon.PostgreSql.Locking;

// Written by hand: a connection string that does not parse must be named by its option without being shown.
internal sealed class AdvisoryLeaseOptionsValidator : IValidateOptions<AdvisoryLeaseOptions>
{
    public ValidateOptionsResult Validate(string? name, AdvisoryLeaseOptions options)
    {
        var failures = new List<string>();
        if (options.AnswerWithin < Duration.FromSeconds(1) || options.AnswerWithin > Duration.FromMinutes(1))
        {
            failures.Add($"{nameof(AdvisoryLeaseOptions)}.{nameof(options.AnswerWithin)} is {options.AnswerWithin}; it is from 1 second to 1 minute.");
        }

        if (!Enum.IsDefined(options.Pooler))
        {
            failures.Add($"{nameof(AdvisoryLeaseOptions)}.{nameof(options.Pooler)} is {options.Pooler}, which is no choice.");
        }

        try
        {
            _ = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException)
        {
            failures.Add($"{nameof(AdvisoryLeaseOptions)}.{nameof(options.ConnectionString)} is not a connection string (its text is hidden).");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
