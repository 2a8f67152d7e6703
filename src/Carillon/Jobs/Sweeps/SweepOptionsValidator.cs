using Microsoft.Extensions.Options;

namespace Carillon.Jobs;

[OptionsValidator]
internal sealed partial class SweepOptionsValidator : IValidateOptions<SweepOptions>;
