namespace Carillon.Operations;

/// <summary>The operations of the host, by name.</summary>
public sealed class OperationCatalog
{
    private readonly SortedDictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    /// <summary>Collects the operations.</summary>
    /// <exception cref="ArgumentException">Two operations have the same name.</exception>
    public OperationCatalog(IEnumerable<Operation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        foreach (var operation in operations)
        {
            if (!_operations.TryAdd(operation.Name.Value, operation))
            {
                throw new ArgumentException($"Operation '{operation.Name}' is registered twice.", nameof(operations));
            }
        }
    }

    /// <summary>All operations in the order of their names.</summary>
    public IReadOnlyCollection<Operation> All => _operations.Values;

    /// <summary>The operation, or null when there is none of that name.</summary>
    public Operation? Find(string name) => _operations.GetValueOrDefault(name);
}
