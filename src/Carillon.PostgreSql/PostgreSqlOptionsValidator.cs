using Microsoft.Extensions.Options;
using Npgsql;

namespace Carillon.PostgreSql;

// Written by hand: a connection string that does not parse must be named by its option without being shown.
internal sealed class PostgreSqlOptionsValidator : IValidateOptions<PostgreSqlOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgreSqlOptions options)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.ControlConnectionString))
        {
            failures.Add($"{nameof(PostgreSqlOptions)}.{nameof(options.ControlConnectionString)} is empty.");
        }

        Check(options.ControlConnectionString, nameof(options.ControlConnectionString), failures);
        if (options.TenantConnectionStringTemplate is { } template)
        {
            Check(template, nameof(options.TenantConnectionStringTemplate), failures);
            if (!template.Contains("{tenant}", StringComparison.Ordinal))
            {
                failures.Add($"{nameof(PostgreSqlOptions)}.{nameof(options.TenantConnectionStringTemplate)} has no {{tenant}}: all tenants would share one database.");
            }
        }

        foreach (var (tenant, text) in options.TenantConnectionStrings)
        {
            Check(text, $"{nameof(options.TenantConnectionStrings)}[{Printable.Clip(tenant)}]", failures);
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void Check(string text, string option, List<string> failures)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException)
        {
            failures.Add($"{nameof(PostgreSqlOptions)}.{option} is not a connection string (its text is hidden).");
        }
    }
}
