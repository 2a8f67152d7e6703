using System.ComponentModel;
using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The input of <c>tenants.list</c>.</summary>
/// <param name="Status">Only those of this status.</param>
/// <param name="After">Only those after this id: where the last page ended.</param>
/// <param name="Limit">How many at most.</param>
public sealed record ListTenantsInput(
    [Description("Only those of this status. [default: all]")] TenantStatus? Status = null,
    [Description("Only those after this id, where the last page ended.")] TenantId? After = null,
    [Description("How many at most, from 1 to 1000.")] int Limit = 100);
