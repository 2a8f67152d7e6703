using Microsoft.Extensions.Options;

namespace Carillon.Jobs;

[OptionsValidator]
internal sealed partial class CleanUpOptionsValidator : IValidateOptions<CleanUpOptions>;
