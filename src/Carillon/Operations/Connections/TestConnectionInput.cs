using System.ComponentModel;

namespace Carillon.Operations;

/// <summary>The input of <c>connections.test</c>.</summary>
/// <param name="Name">The connection; the tenant's default one when left out.</param>
public sealed record TestConnectionInput([OperationArgument(0)][Description("The connection. [default: the tenant's default one]")] string? Name = null);
