using System.Data.Common;
using Carillon.EntityFrameworkCore.Tenancy;

namespace Carillon.EntityFrameworkCore;

/// <summary>Where the host's migrations own the tables, each host asks for their columns before it first works on them, not only for their versions.</summary>
internal sealed class HostedSchemaCheck(IdentityStamp stamp, SchemaVerifier verifier, SqlDialect dialect)
{
    private volatile bool _verified;

    public async ValueTask CheckAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await stamp.CheckAsync(connection, cancellationToken).ConfigureAwait(false);
        if (!_verified)
        {
            await verifier.VerifyColumnsAsync(dialect, connection, null, DatabaseKind.Tenant, cancellationToken).ConfigureAwait(false);
            _verified = true;
        }
    }
}
