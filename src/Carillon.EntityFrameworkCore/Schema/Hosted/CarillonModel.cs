using Carillon.EntityFrameworkCore.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Carillon.EntityFrameworkCore;

/// <summary>Which of Carillon's tenant tables go into the host's own model. Provider packages and packs add their own words, e.g. <c>m.ForSqlite().Sessions()</c>.</summary>
public sealed class CarillonModel
{
    private readonly Dictionary<string, SchemaComponent> _components = new(StringComparer.Ordinal);
    private SqlDialect? _dialect;

    internal CarillonModel() => Add(TenantDbContext.Component).Add(QueueDbContext.Component);

    /// <summary>Says on which kind of database the model is used: column types depend on it.</summary>
    public CarillonModel For(SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        _dialect = dialect;
        return this;
    }

    /// <summary>Adds the tables of a pack; adding it again changes nothing.</summary>
    /// <exception cref="ArgumentException">Its tables do not live in tenants' databases, or need more than a model can say.</exception>
    public CarillonModel Add(SchemaComponent component)
    {
        ArgumentNullException.ThrowIfNull(component);
        if (component.Kind != DatabaseKind.Tenant || component.AppendOnlyTables.Count > 0)
        {
            throw new ArgumentException($"The tables of '{component.Name}' cannot be part of a host's model.", nameof(component));
        }

        _components[component.Name] = component;
        return this;
    }

    internal void AddTo(ModelBuilder model)
    {
        var dialect = _dialect ?? throw new InvalidOperationException("Say on which kind of database the model is used, e.g. m.ForPostgreSql() or m.ForSqlite().");
        HostedTables.AddVersions(model, dialect, _components.Values);
        foreach (var component in _components.Values)
        {
            HostedTables.Add(model, dialect, component);
        }
    }
}
