namespace Carillon.Operations;

/// <summary>Marks the input of an operation that knows its repetitions by <see cref="OperationContext.CommandId"/>.</summary>
/// <remarks>
/// Only where the id is committed together with the effect, as by <see cref="Tenancy.ICommandInbox"/> or as the key of a run. An operation made of
/// many transactions is one that can be repeated by itself, and takes no id: it could not keep the promise.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesCommandIdAttribute : Attribute;
