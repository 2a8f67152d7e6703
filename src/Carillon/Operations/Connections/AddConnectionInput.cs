using System.ComponentModel;
using Carillon.Tenancy;

namespace Carillon.Operations;

/// <summary>The input of <c>connections.add</c>.</summary>
/// <param name="Name">Its name within the tenant.</param>
/// <param name="Provider">The kind of database.</param>
/// <param name="Database">The database, or the full path of a file.</param>
/// <param name="Host">The server.</param>
/// <param name="Port">The server's port.</param>
/// <param name="User">The user.</param>
/// <param name="Secret">The password.</param>
/// <param name="Options">Further options of the driver.</param>
/// <param name="Default">Whether it becomes the tenant's default one.</param>
public sealed record AddConnectionInput(
    [OperationArgument(0)][Description("Its name within the tenant.")] string Name,
    [Description("The kind of database, e.g. postgresql.")] string Provider,
    [Description("The database, or the full path of a file.")] string Database,
    [Description("The server.")] string? Host = null,
    [Description("The server's port. [default: the provider's own]")] int? Port = null,
    [Description("The user.")] string? User = null,
    [Description("Where the password is read from.")] Secret? Secret = null,
    [Description("A further option of the driver, name=value. Shown in lists: never a secret.")] IReadOnlyList<string>? Options = null,
    [Description("Make it the tenant's default connection.")] bool Default = false);
