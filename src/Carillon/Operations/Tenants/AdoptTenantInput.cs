using System.ComponentModel;
using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The input of <c>tenants.adopt</c>.</summary>
/// <param name="Id">The tenant.</param>
/// <param name="From">The stamp of another tenant that is expected in the database.</param>
public sealed record AdoptTenantInput(
    [OperationArgument(0)][Description("The tenant; it must be suspended, faulted or never have been in service.")] TenantId Id,
    [Description("The stamp of another tenant that is expected in the database, TENANT or TENANT:INCARNATION. [default: only the tenant's own]")] string? From = null);
