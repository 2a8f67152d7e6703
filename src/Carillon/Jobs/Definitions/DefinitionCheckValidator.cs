using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Carillon.Jobs;

/// <summary>Makes the catalogue at start, so that a bad definition stops the host there and not at its first run.</summary>
internal sealed class DefinitionCheckValidator(IServiceProvider services) : IValidateOptions<DefinitionCheck>
{
    public ValidateOptionsResult Validate(string? name, DefinitionCheck options)
    {
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
