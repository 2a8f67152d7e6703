using Carillon.Tenancy;

namespace Carillon.EntityFrameworkCore;

internal sealed class DatabaseProviders(IEnumerable<DatabaseProvider> providers)
{
    public DatabaseProvider Get(string name) =>
        providers.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"No database provider '{Printable.Clip(name)}' is registered. Registered: {string.Join(", ", providers.Select(p => p.Name))}.");
}
