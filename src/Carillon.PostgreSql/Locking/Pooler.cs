namespace Carillon.PostgreSql.Locking;

/// <summary>What lies between a host and the server.</summary>
public enum Pooler
{
    /// <summary>Nothing; a connection that a pooler answers is refused.</summary>
    None,

    /// <summary>A pooler in session mode: it gives each connection a server process of its own until it is closed. Taken on trust.</summary>
    SessionMode,
}
