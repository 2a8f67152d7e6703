using NodaTime;

namespace Carillon.PostgreSql.Locking;

/// <summary>How leases are held as advisory locks.</summary>
public sealed class AdvisoryLeaseOptions
{
    /// <summary>Connection string of the control database for the one connection that holds the locks, past any pooler. A secret.</summary>
    /// <value>Default: <see cref="PostgreSqlOptions.ControlConnectionString"/>.</value>
    public string? ConnectionString { get; set; }

    /// <summary>How long the server may take to answer; after that the connection is given up, and all its leases are lost.</summary>
    /// <value>Default: 10 seconds; from 1 second to 1 minute.</value>
    public Duration AnswerWithin { get; set; } = Duration.FromSeconds(10);

    /// <summary>What lies between the host and the server.</summary>
    /// <value>Default: <see cref="Pooler.None"/>.</value>
    public Pooler Pooler { get; set; }
}
