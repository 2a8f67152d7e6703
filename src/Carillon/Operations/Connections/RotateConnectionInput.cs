using System.ComponentModel;
using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The input of <c>connections.rotate</c>.</summary>
/// <param name="Name">The connection.</param>
/// <param name="Secret">The new password.</param>
/// <param name="IfVersion">The version that the caller knows.</param>
public sealed record RotateConnectionInput(
    [OperationArgument(0)][Description("The connection.")] string Name,
    [Description("Where the new password is read from.")] Secret Secret,
    [Description("Only if it is this version. [default: whatever it is]")] long? IfVersion = null);
