namespace Carillon.Jobs;

/// <summary>Whether this host does scheduled work.</summary>
public enum RunnerMode
{
    /// <summary>Yes, beside whatever else it does.</summary>
    Embedded,

    /// <summary>No: it only asks for it; another host, or <c>run-due</c>, does it.</summary>
    Off,
}
