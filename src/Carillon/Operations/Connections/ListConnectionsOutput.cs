using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The output of <c>connections.list</c>.</summary>
/// <param name="Connections">The connections, by name.</param>
/// <param name="After">Where the next page begins; null when this is the last.</param>
public sealed record ListConnectionsOutput(IReadOnlyList<ListedConnection> Connections, ConnectionName? After);
