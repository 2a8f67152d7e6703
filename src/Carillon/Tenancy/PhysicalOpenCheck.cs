using System.Data.Common;

namespace Carillon.Tenancy;

/// <summary>Looks at a newly opened physical connection and throws when it must not be used.</summary>
public delegate ValueTask PhysicalOpenCheck(DbConnection connection, CancellationToken cancellationToken);
