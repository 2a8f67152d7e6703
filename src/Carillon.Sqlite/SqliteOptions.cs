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

    /// <summary>Whether the folder is created when it is missing.</summary>
    /// <value>Default: true. False makes a missing folder an error, so that a mistyped path is not an empty installation.</value>
    public bool CreateFolder { get; set; } = true;
}
