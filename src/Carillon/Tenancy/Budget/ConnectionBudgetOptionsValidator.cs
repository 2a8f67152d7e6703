using Microsoft.Extensions.Options;

namespace Carillon.Tenancy;

[OptionsValidator]
internal sealed partial class ConnectionBudgetOptionsValidator : IValidateOptions<ConnectionBudgetOptions>;
