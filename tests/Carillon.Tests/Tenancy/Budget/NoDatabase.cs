using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Tests.Tenancy;

internal sealed class NoDatabase : DatabaseProvider
{
    public override string Name => "none";

    public override bool SingleHost => false;

    public override IConnectionPool CreatePool(DatabaseAddress address, PhysicalOpenCheck? verify) => throw new NotSupportedException();

    public override ValueTask<Instant> ReadClockAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override ValueTask CreateDatabaseAsync(DatabaseAddress address, CancellationToken cancellationToken) => throw new NotSupportedException();
}
