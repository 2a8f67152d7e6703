using Microsoft.Extensions.Options;

namespace Carillon.Tenancy;

// Written by hand: a key that is wrong must be named by its id without being shown.
internal sealed class SecretOptionsValidator : IValidateOptions<SecretOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretOptions options) =>
        SecretKeyRing.Check(options) is { Count: > 0 } failures ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
}
