using System.ComponentModel;
using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The input of <c>tenants.upgrade</c>.</summary>
/// <param name="Ids">Only these tenants; all that are active, suspended or faulted when left out.</param>
/// <param name="Parallelism">How many at the same time.</param>
public sealed record UpgradeTenantsInput(
    [OperationArgument(0)][Description("Only these tenants. [default: all that are active, suspended or faulted]")] IReadOnlyList<TenantId>? Ids = null,
    [Description("How many at the same time.")] int Parallelism = 4);
