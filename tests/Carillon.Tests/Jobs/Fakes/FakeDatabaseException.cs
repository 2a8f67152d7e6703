using System.Data.Common;

namespace Carillon.Tests.Jobs;

internal sealed class FakeDatabaseException(bool transient, string? sqlState = null) : DbException("The database said no.")
{
    public override bool IsTransient => transient;

    public override string? SqlState => sqlState;
}
