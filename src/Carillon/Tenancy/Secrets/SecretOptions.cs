using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Carillon.Tenancy;

/// <summary>The keys that secrets in the control database are encrypted with. There is no default key.</summary>
/// <remarks>To change the key: give the new one to all hosts, make it the active one, run <c>connections reencrypt</c>, then take the old one away.</remarks>
public sealed class SecretOptions
{
    /// <summary>Keys by id: 32 random bytes each, as Base64. An id has 1 to 64 characters of <c>a-z A-Z 0-9 . _ -</c>. The values are secrets.</summary>
    /// <value>Default: none.</value>
    [JsonIgnore, DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IDictionary<string, string> Keys { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The id of the key that new secrets are encrypted with.</summary>
    /// <value>Default: none; may be left out where there is one key only, or where <see cref="KeyFile"/> names it.</value>
    public string? ActiveKey { get; set; }

    /// <summary>
    /// A file with further keys: lines <c>id = Base64</c>, at most one line <c>active = id</c>, comments after <c>#</c>. On Unix nobody but its owner may have
    /// any right to it (mode 0600 or 0400). It is read once, at start.
    /// </summary>
    /// <value>Default: none.</value>
    public string? KeyFile { get; set; }
}
