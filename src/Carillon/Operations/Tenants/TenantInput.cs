using System.ComponentModel;
using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The input of operations on one tenant that may be out of service.</summary>
/// <param name="Id">The tenant.</param>
public sealed record TenantInput([OperationArgument(0)][Description("The tenant.")] TenantId Id);
