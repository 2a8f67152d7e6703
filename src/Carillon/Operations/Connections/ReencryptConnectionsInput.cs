namespace Carillon.Operations;

/// <summary>The input of <c>connections.reencrypt</c>: nothing.</summary>
public sealed record ReencryptConnectionsInput;
