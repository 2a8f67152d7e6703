using System.CommandLine;
using Carillon.Operations;

namespace Carillon.CommandLine;

/// <summary>The options that every verb has.</summary>
internal sealed class CommonOptions
{
    private const string JsonName = "--json";
    private const string ActorName = "--actor";
    private const string CommandIdName = "--command-id";
    private const string DebugName = "--debug";
    private const string TenantName = "--tenant";

    public Option<bool> Json { get; } = new(JsonName) { Description = "The result as one JSON document.", Recursive = true };

    public Option<string> Actor { get; } = new(ActorName) { Description = "Who asks. [default: the system's user]", HelpName = "name", Recursive = true };

    public Option<bool> Debug { get; } = new(DebugName) { Description = "Show where an error comes from.", Recursive = true };

    /// <summary>A new <c>--command-id</c>, or null when the operation takes none.</summary>
    public static Option<string>? CommandId(Operation operation) => operation.TakesCommandId
        ? new Option<string>(CommandIdName) { Description = "Repeating it under the same id changes nothing.", HelpName = "id" }
        : null;

    /// <summary>A new <c>--tenant</c>, or null when the operation is not about tenants.</summary>
    public static Option<string>? Tenant(OperationScope scope) => scope == OperationScope.Installation
        ? null
        : new Option<string>(TenantName)
        {
            Description = scope == OperationScope.Tenant ? "The tenant." : "Only this tenant. [default: all active tenants]",
            HelpName = "id",
            Required = scope == OperationScope.Tenant,
        };

    /// <summary>True when a member of an input record cannot have this name.</summary>
    public static bool Reserves(string optionName, OperationScope scope) =>
        optionName is JsonName or ActorName or CommandIdName or DebugName or "--help" or "--version"
        || (optionName == TenantName && scope != OperationScope.Installation);

    public void AddTo(Command root)
    {
        root.Add(Json);
        root.Add(Actor);
        root.Add(Debug);
    }
}
