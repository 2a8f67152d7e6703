namespace Carillon.Tenancy;

/// <summary>Why a stored secret does not open.</summary>
public enum SecretFailure
{
    /// <summary>The key that it was encrypted with is not on the ring.</summary>
    KeyMissing,

    /// <summary>It ends too early.</summary>
    Truncated,

    /// <summary>It begins with the number of a format that this version does not know.</summary>
    UnknownVersion,

    /// <summary>It was altered, or copied here from another tenant, owner or field, or encrypted by another key of the same id. Encryption cannot tell which.</summary>
    NotAuthentic,
}
