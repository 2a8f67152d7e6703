using System.ComponentModel;
using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The input of <c>connections.change</c>. What is left out stays as it is.</summary>
/// <param name="Name">The connection.</param>
/// <param name="Provider">The kind of database.</param>
/// <param name="Database">The database, or the full path of a file.</param>
/// <param name="Host">The server.</param>
/// <param name="Port">The server's port.</param>
/// <param name="User">The user.</param>
/// <param name="Secret">The password; needed when more than the database changes.</param>
/// <param name="Options">All further options of the driver; those that it had are dropped.</param>
/// <param name="IfVersion">The version that the caller knows.</param>
public sealed record ChangeConnectionInput(
    [OperationArgument(0)][Description("The connection.")] string Name,
    [Description("The kind of database, e.g. postgresql.")] string? Provider = null,
    [Description("The database, or the full path of a file.")] string? Database = null,
    [Description("The server.")] string? Host = null,
    [Description("The server's port.")] int? Port = null,
    [Description("The user.")] string? User = null,
    [Description("Where the password is read from; needed when more than the database changes.")] Secret? Secret = null,
    [Description("A further option of the driver, name=value; those that it had are dropped. Shown in lists: never a secret.")] IReadOnlyList<string>? Options = null,
    [Description("Only if it is this version. [default: whatever it is]")] long? IfVersion = null);
