namespace Carillon.Operations;

/// <summary>Marks a member of an input record that people may give by position instead of by name, e.g. <c>tenants show hocmai</c>.</summary>
/// <param name="position">Its place among the positional members, from 0. A list must come last.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class OperationArgumentAttribute(int position) : Attribute
{
    /// <summary>The place among the positional members, from 0.</summary>
    public int Position { get; } = position;
}
