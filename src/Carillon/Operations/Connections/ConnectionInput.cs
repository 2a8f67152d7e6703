using System.ComponentModel;

namespace Carillon.Operations;

/// <summary>The input of operations on one named connection.</summary>
/// <param name="Name">The connection.</param>
/// <param name="IfVersion">The version that the caller knows.</param>
public sealed record ConnectionInput(
    [OperationArgument(0)][Description("The connection.")] string Name,
    [Description("Only if it is this version. [default: whatever it is]")] long? IfVersion = null);
