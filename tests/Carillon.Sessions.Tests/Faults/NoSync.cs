using System.Data.Common;
using Carillon.Tenancy;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Carillon.Sessions.Tests.Faults;

/// <summary>Lets commits return before the disk has them: for long histories, where nothing has to outlive the machine.</summary>
internal sealed class NoSync : IConnectionDecorator
{
    public static void Use(CarillonBuilder builder) =>
        builder.Services.Replace(ServiceDescriptor.Singleton<IConnectionDecorator>(new NoSync()));

    public DbConnection Decorate(TenantId? tenant, DbConnection connection)
    {
        using var setting = connection.CreateCommand();
        setting.CommandText = connection is SqliteConnection ? "PRAGMA synchronous = OFF" : "SET synchronous_commit = off";
        setting.ExecuteNonQuery();
        return connection;
    }

    public DbTransaction Unwrap(DbTransaction transaction) => transaction;
}
