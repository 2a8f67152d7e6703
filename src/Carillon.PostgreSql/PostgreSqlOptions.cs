using System.ComponentModel.DataAnnotations;

namespace Carillon.PostgreSql;

/// <summary>Where the PostgreSQL databases are.</summary>
public sealed class PostgreSqlOptions
{
    /// <summary>Connection string of the control database. A secret.</summary>
    [Required(AllowEmptyStrings = false)]
    public string ControlConnectionString { get; set; } = string.Empty;

    /// <summary>Connection string of each tenant's own database; <c>{tenant}</c> stands for the tenant's id. A secret.</summary>
    /// <value>Default: none; then each tenant needs an entry in <see cref="TenantConnectionStrings"/>.</value>
    public string? TenantConnectionStringTemplate { get; set; }

    /// <summary>Connection strings of single tenants, by id; they win over the template. Secrets.</summary>
    public IDictionary<string, string> TenantConnectionStrings { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
