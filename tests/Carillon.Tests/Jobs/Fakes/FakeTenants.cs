using System.Data.Common;
using Carillon.Tenancy;
using NodaTime;

namespace Carillon.Tests.Jobs;

/// <summary>Transactions on tenants without databases, and the clock of those databases.</summary>
internal sealed class FakeTenants : ITenantConnections, IDatabaseClock
{
    public static readonly TenantId Acme = TenantId.Parse("acme");
    public static readonly TenantId Beta = TenantId.Parse("beta");

    public Instant Now { get; set; } = Instant.FromUtc(2026, 3, 1, 12, 0);

    public int WritesOpened { get; private set; }

    public int ReadsOpened { get; private set; }

    /// <summary>Makes the next commits fail: told the number of the write transaction.</summary>
    public Func<int, Exception?> OnCommit { get; set; } = _ => null;

    /// <summary>Called when a commit has taken effect, before the caller learns of it.</summary>
    public Action OnCommitted { get; set; } = () => { };

    /// <summary>Makes opening fail.</summary>
    public Func<TenantId, Exception?> OnBegin { get; set; } = _ => null;

    public ValueTask<TenantTransaction> BeginAsync(TenantId tenant, TransactionMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (OnBegin(tenant) is { } error)
        {
            throw error;
        }

        if (mode == TransactionMode.Write)
        {
            WritesOpened++;
        }
        else
        {
            ReadsOpened++;
        }

        var number = WritesOpened;
        var connection = new FakeConnection();
        var transaction = (FakeTransaction)connection.BeginTransaction();
        transaction.OnCommit = () => OnCommit(number);
        transaction.OnCommitted = () => OnCommitted();
        return ValueTask.FromResult(new TenantTransaction(
            tenant,
            new DatabaseSession(connection, transaction, FakeProvider.Instance)
            {
                Release = () =>
                {
                    if (transaction.IsCommitted)
                    {
                        transaction.OnCommitted();
                    }

                    return ValueTask.CompletedTask;
                },
            },
            this));
    }

    public ValueTask<DbConnection> OpenAsync(TenantId tenant, ConnectionName? name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ConnectionTestResult> TestAsync(TenantId tenant, ConnectionName? name, string actor, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<Instant> ReadAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) => ValueTask.FromResult(Now);

    private sealed class FakeProvider : DatabaseProvider
    {
        public static readonly FakeProvider Instance = new();

        public override string Name => "memory";

        public override bool SingleHost => true;

        public override IConnectionPool CreatePool(DatabaseAddress address, PhysicalOpenCheck? verify) => throw new NotSupportedException();

        public override ValueTask<Instant> ReadClockAsync(DatabaseTransaction transaction, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override ValueTask CreateDatabaseAsync(DatabaseAddress address, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
