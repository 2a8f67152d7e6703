using System.ComponentModel;
using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The input of <c>tenants.suspend</c>.</summary>
/// <param name="Id">The tenant.</param>
/// <param name="Reason">Why, for those who look.</param>
public sealed record SuspendTenantInput(
    [OperationArgument(0)][Description("The tenant.")] TenantId Id,
    [Description("Why, for those who look.")] string Reason);
