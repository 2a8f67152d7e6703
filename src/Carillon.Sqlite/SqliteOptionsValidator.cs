using Microsoft.Extensions.Options;

namespace Carillon.Sqlite;

[OptionsValidator]
internal sealed partial class SqliteOptionsValidator : IValidateOptions<SqliteOptions>;
