using System.Data.Common;

namespace Carillon.Tests.Jobs;

internal sealed class FakeDatabaseException(bool transient) : DbException("The database said no.")
{
    public override bool IsTransient => transient;
}
