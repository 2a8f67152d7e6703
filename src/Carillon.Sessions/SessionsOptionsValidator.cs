using Microsoft.Extensions.Options;

namespace Carillon.Sessions;

[OptionsValidator]
internal sealed partial class SessionsOptionsValidator : IValidateOptions<SessionsOptions>;
