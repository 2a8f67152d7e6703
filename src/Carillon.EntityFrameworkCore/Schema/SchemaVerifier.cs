using System.Data.Common;
using Carillon.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Carillon.EntityFrameworkCore;

// Asks the database for every table and column of the models by name, and changes nothing.
internal sealed class SchemaVerifier(SchemaInstaller schema)
{
    public async ValueTask VerifyAsync(DatabaseTransaction transaction, DatabaseKind kind, CancellationToken cancellationToken)
    {
        await VerifyColumnsAsync(transaction.Dialect(), transaction.Connection, transaction.Transaction, kind, cancellationToken).ConfigureAwait(false);
        if (schema.IsHosts(kind))
        {
            await VerifyVersionsAsync(transaction, kind, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks for the tables and columns alone, also without a transaction.</summary>
    public async ValueTask VerifyColumnsAsync(
        SqlDialect dialect, DbConnection connection, DbTransaction? transaction, DatabaseKind kind, CancellationToken cancellationToken)
    {
        foreach (var component in schema.Of(kind))
        {
            var context = component.CreateContext(dialect, null);
            await using (context.ConfigureAwait(false))
            {
                foreach (var table in context.Model.GetRelationalModel().Tables)
                {
                    await VerifyAsync(connection, transaction, component, table, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>Asks a database whose tables are the host's, which no upgrade of Carillon has looked at; the versions are asked last, as a missing table says more.</summary>
    private async ValueTask VerifyVersionsAsync(DatabaseTransaction transaction, DatabaseKind kind, CancellationToken cancellationToken)
    {
        Dictionary<string, (int Version, int MinHost)> installed;
        try
        {
            installed = await SchemaVersions.ReadAsync(transaction, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException error) when (!error.IsTransient)
        {
            throw new SchemaMismatchException("core", "carillon_schema", error);
        }

        foreach (var component in schema.Of(kind))
        {
            SchemaVersions.Require(component, installed, "the database, whose tables are the host's,");
        }
    }

    private static async ValueTask VerifyAsync(
        DbConnection connection, DbTransaction? transaction, SchemaComponent component, ITable table, CancellationToken cancellationToken)
    {
        try
        {
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.Transaction = transaction;
                command.CommandText = $"SELECT {string.Join(", ", table.Columns.Select(c => $"t.\"{c.Name}\""))} FROM \"{table.Name}\" AS t WHERE 1 = 0";
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DbException error) when (!error.IsTransient)
        {
            throw new SchemaMismatchException(component.Name, table.Name, error);
        }
    }
}
