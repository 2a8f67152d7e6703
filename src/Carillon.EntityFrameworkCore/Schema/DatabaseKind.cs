namespace Carillon.EntityFrameworkCore;

/// <summary>Which database a table lives in.</summary>
public enum DatabaseKind
{
    /// <summary>The installation's one control database.</summary>
    Control,

    /// <summary>Each tenant's own database.</summary>
    Tenant,
}
