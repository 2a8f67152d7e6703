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
        foreach (var component in schema.Of(kind))
        {
            var context = component.CreateContext(transaction.Dialect(), null);
            await using (context.ConfigureAwait(false))
            {
                foreach (var table in context.Model.GetRelationalModel().Tables)
                {
                    await VerifyAsync(transaction, component, table, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private static async ValueTask VerifyAsync(DatabaseTransaction transaction, SchemaComponent component, ITable table, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.ExecuteScriptAsync(
                $"SELECT {string.Join(", ", table.Columns.Select(c => $"t.\"{c.Name}\""))} FROM \"{table.Name}\" AS t WHERE 1 = 0",
                cancellationToken).ConfigureAwait(false);
        }
        catch (DbException error) when (!error.IsTransient)
        {
            throw new SchemaMismatchException(component.Name, table.Name, error);
        }
    }
}
