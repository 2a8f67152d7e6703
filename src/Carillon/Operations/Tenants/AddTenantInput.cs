using System.ComponentModel;
using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The input of <c>tenants.add</c>.</summary>
/// <param name="Id">The stable name.</param>
/// <param name="Zone">Its IANA zone.</param>
/// <param name="Name">What people call it; the id when left out.</param>
/// <param name="Server">The server that holds it.</param>
public sealed record AddTenantInput(
    [OperationArgument(0)][Description("The stable name.")] TenantId Id,
    [Description("Its IANA zone, e.g. Asia/Ho_Chi_Minh.")] string Zone,
    [Description("What people call it. [default: the id]")] string? Name = null,
    [Description("The database server that holds it, for limits per server.")] string Server = "default");
