namespace Carillon.Tenancy;

/// <summary>The registered providers by name.</summary>
internal sealed class ConnectionProviders
{
    private readonly Dictionary<string, ConnectionProvider> _providers = new(StringComparer.Ordinal);

    // Who registers a name again means the later one, as with all services.
    public ConnectionProviders(IEnumerable<ConnectionProvider> providers)
    {
        foreach (var provider in providers)
        {
            _providers[provider.Name] = provider;
        }
    }

    /// <summary>The provider, or null when there is none of that name.</summary>
    public ConnectionProvider? Find(string name) => _providers.GetValueOrDefault(name);

    /// <summary>The provider.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message has those that there are.</exception>
    public ConnectionProvider Get(string name) => _providers.GetValueOrDefault(name)
        ?? throw new ArgumentException(
            $"No connection provider '{Printable.Clip(name)}' is registered. Registered: {(_providers.Count == 0 ? "none" : string.Join(", ", _providers.Keys.Order(StringComparer.Ordinal)))}.");
}
