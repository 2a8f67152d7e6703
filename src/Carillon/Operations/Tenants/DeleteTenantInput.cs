using System.ComponentModel;
using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The input of <c>tenants.delete</c>.</summary>
/// <param name="Id">The tenant.</param>
/// <param name="Confirm">The id again; read from what is piped in when left out.</param>
/// <param name="Drop">Whether its database is dropped.</param>
public sealed record DeleteTenantInput(
    [OperationArgument(0)][Description("The tenant.")] TenantId Id,
    [Description("The id again. [default: asked for]")] string? Confirm = null,
    [Description("Drop its database as well.")] bool Drop = false);
