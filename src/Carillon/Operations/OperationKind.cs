namespace Carillon.Operations;

/// <summary>Whether an operation changes anything.</summary>
public enum OperationKind
{
    /// <summary>Only reads.</summary>
    Query,

    /// <summary>Changes something.</summary>
    Command,
}
