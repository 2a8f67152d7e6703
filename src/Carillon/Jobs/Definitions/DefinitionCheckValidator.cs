using Carillon.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Carillon.Jobs;

/// <summary>Makes the catalogue at start, so that a bad definition, or work without a database, stops the host there and not at its first run.</summary>
internal sealed class DefinitionCheckValidator(IServiceProvider services, IServiceProviderIsService registered) : IValidateOptions<DefinitionCheck>
{
    public ValidateOptionsResult Validate(string? name, DefinitionCheck options)
    {
        // Asked before anything is made: sweeps may not even be constructed without a database.
        var hasWork = registered.IsService(typeof(ISweep)) || registered.IsService(typeof(JobDefinition));
        if (hasWork && !registered.IsService(typeof(ITenantConnections)))
        {
            return ValidateOptionsResult.Fail(
                "There are sweeps or jobs, but no database to do them in: call UseSqlite or UsePostgreSql in AddCarillon, or register an ITenantConnections of your own.");
        }

        try
        {
            services.GetRequiredService<JobCatalog>();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException error)
        {
            return ValidateOptionsResult.Fail(error.Message);
        }
    }
}
