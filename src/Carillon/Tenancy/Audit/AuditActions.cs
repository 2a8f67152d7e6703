namespace Carillon.Tenancy;

/// <summary>What the library notes in the audit log.</summary>
public static class AuditActions
{
    /// <summary>A tenant was added to the catalogue.</summary>
    public const string TenantAdded = "tenant.added";

    /// <summary>A tenant was changed in the catalogue.</summary>
    public const string TenantChanged = "tenant.changed";

    /// <summary>A tenant's own database was tested.</summary>
    public const string TenantTested = "tenant.tested";

    /// <summary>The schema of a tenant's own database was upgraded.</summary>
    public const string TenantUpgraded = "tenant.upgraded";

    /// <summary>The data of a tenant that is being deleted was exported.</summary>
    public const string TenantExported = "tenant.exported";

    /// <summary>The database of a deleted tenant was dropped.</summary>
    public const string TenantDatabaseDropped = "tenant.database-dropped";

    /// <summary>A restored or cloned database was adopted for a tenant.</summary>
    public const string TenantAdopted = "tenant.adopted";

    /// <summary>Messages that an adoption held back were released.</summary>
    public const string MessagesReleased = "outbox.released";

    /// <summary>Messages that an adoption held back were dropped.</summary>
    public const string MessagesDiscarded = "outbox.discarded";

    /// <summary>A named connection was added.</summary>
    public const string ConnectionAdded = "connection.added";

    /// <summary>The settings of a named connection were changed.</summary>
    public const string ConnectionChanged = "connection.changed";

    /// <summary>A named connection became its tenant's default.</summary>
    public const string ConnectionMadeDefault = "connection.made-default";

    /// <summary>The secret of a named connection was replaced by another one.</summary>
    public const string ConnectionRotated = "connection.rotated";

    /// <summary>The same secret of a named connection was encrypted with another key.</summary>
    public const string ConnectionReencrypted = "connection.reencrypted";

    /// <summary>A named connection was tested.</summary>
    public const string ConnectionTested = "connection.tested";

    /// <summary>A named connection was deleted.</summary>
    public const string ConnectionDeleted = "connection.deleted";

    /// <summary>Somebody asked for a run of a job or sweep.</summary>
    public const string JobRequested = "job.requested";

    /// <summary>Somebody said that the control database was restored from a backup.</summary>
    public const string ControlRestored = "control.restored";

    /// <summary>Somebody asked to erase a person.</summary>
    public const string ErasureRequested = "erasure.requested";

    /// <summary>A person was erased; the entry tells how much of each part.</summary>
    public const string Erased = "erasure.done";
}
