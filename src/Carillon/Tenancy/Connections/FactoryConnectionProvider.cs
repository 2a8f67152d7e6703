using System.Data.Common;

namespace Carillon.Tenancy;

/// <summary>A provider made of what the host has: its driver's factory and two functions.</summary>
internal sealed class FactoryConnectionProvider(
    string name,
    DbProviderFactory factory,
    Func<ConnectionTarget, string> connectionString,
    Func<Exception, ConnectionTestOutcome?>? classify) : ConnectionProvider
{
    public override string Name => name;

    public override DbDataSource CreateSource(ConnectionTarget target) => factory.CreateDataSource(connectionString(target));

    public override ConnectionTestOutcome? Classify(Exception error) => classify?.Invoke(error);
}
