using Microsoft.Extensions.Options;

namespace Carillon.Jobs;

[OptionsValidator]
internal sealed partial class RunnerOptionsValidator : IValidateOptions<RunnerOptions>;
