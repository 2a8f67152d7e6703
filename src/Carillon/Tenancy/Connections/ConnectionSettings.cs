using System.Collections.Immutable;

namespace Carillon.Tenancy;

/// <summary>Where a connection leads, without its secret.</summary>
/// <param name="Provider">Name of a registered <see cref="ConnectionProvider"/>, e.g. <c>postgresql</c>.</param>
/// <param name="Database">The database, or the file where the provider has files.</param>
public sealed record ConnectionSettings(string Provider, string Database)
{
    /// <summary>The greatest number of characters of provider and option names, host, database and user.</summary>
    public const int MaximumLength = 500;

    private static readonly string[] SecretWords = ["password", "pwd", "passwd", "passphrase", "secret", "token"];

    /// <summary>The server; null where the provider needs none.</summary>
    public string? Host { get; init; }

    /// <summary>The server's port; null for the provider's own default.</summary>
    public int? Port { get; init; }

    /// <summary>The user; null where the provider needs none.</summary>
    public string? User { get; init; }

    /// <summary>Further options by the driver's own keywords, e.g. <c>SSL Mode</c>. What the other settings say wins over them. Never a secret: they are shown.</summary>
    /// <value>Default: none.</value>
    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when all settings and options are the same.</summary>
    public bool Equals(ConnectionSettings? other) =>
        other is not null && (Provider, Database, Host, Port, User) == (other.Provider, other.Database, other.Host, other.Port, other.User)
        && Options.SequenceEqual(other.Options);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Provider, Database, Host, Port, User, Options.Count);

    /// <summary>Refuses what no provider could use, and options that would show a secret.</summary>
    /// <exception cref="ArgumentException">It names the setting.</exception>
    internal void Check(Secret? secret)
    {
        Require(Provider, nameof(Provider));
        Require(Database, nameof(Database));
        RequireText(Host, nameof(Host));
        RequireText(User, nameof(User));
        if (Port is < 1 or > 65535)
        {
            throw new ArgumentException($"Port {Port} is not from 1 to 65535.");
        }

        foreach (var (name, value) in Options)
        {
            Require(name, nameof(Options));
            RequireText(value, nameof(Options));
            if (SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                throw new ArgumentException($"Option '{Printable.Clip(name)}' would be shown in lists and in the audit log: give what it holds as the secret.");
            }
        }

        string?[] shown = [Database, Host, User, .. Options.Keys, .. Options.Values];
        if (secret is not null && secret.Reveal().Length > 3 && shown.Any(secret.OccursIn))
        {
            throw new ArgumentException("The secret occurs in a setting that is shown in lists and in the audit log.", nameof(secret));
        }
    }

    private static void Require(string? text, string name)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ArgumentException($"{name} is empty.", name);
        }

        RequireText(text, name);
    }

    private static void RequireText(string? text, string name)
    {
        if (text is not null && (text.Length > MaximumLength || text.Any(c => char.IsControl(c) || char.IsSurrogate(c))))
        {
            throw new ArgumentException($"{name} '{Printable.Clip(text)}' has more than {MaximumLength} characters, or characters that cannot be printed.", name);
        }
    }
}
