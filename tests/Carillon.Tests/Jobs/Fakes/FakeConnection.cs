using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Carillon.Tests.Jobs;

/// <summary>An open connection to nothing: the in-memory stores only need the transaction's life.</summary>
internal sealed class FakeConnection : DbConnection
{
    public bool IsBroken { get; set; }

    [AllowNull]
    public override string ConnectionString { get; set; } = string.Empty;

    public override string Database => "memory";

    public override string DataSource => "memory";

    public override string ServerVersion => "1";

    public override ConnectionState State => IsBroken ? ConnectionState.Broken : ConnectionState.Open;

    public override void ChangeDatabase(string databaseName)
    {
    }

    public override void Close()
    {
    }

    public override void Open()
    {
    }

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new FakeTransaction(this);

    protected override DbCommand CreateDbCommand() => throw new NotSupportedException("The in-memory stores send no statements.");
}
