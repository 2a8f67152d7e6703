using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Carillon.Sqlite;

/// <summary>Where the SQLite files are.</summary>
public sealed class SqliteOptions
{
    /// <summary>The folder that holds <c>control.db</c> and <c>tenants/{id}.db</c>.</summary>
    /// <value>Default: <c>data</c> in the current folder.</value>
    [Required(AllowEmptyStrings = false)]
    public string DataFolder { get; set; } = "data";

    /// <summary>Whether an installation is begun where there is none: the folder and <c>control.db</c> are created when they are missing.</summary>
    /// <value>Default: true. False makes that an error, so that a mistyped path is not an empty installation.</value>
    /// <remarks>A folder with databases of tenants but without <c>control.db</c> is refused in any case.</remarks>
    public bool CreateFolder { get; set; } = true;
}
